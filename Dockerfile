# Three stages: the page, the program with the page in it, and one that holds the binary and nothing else to attack.
FROM node:22-bookworm-slim AS page
WORKDIR /src/dashboard
COPY dashboard/package.json dashboard/package-lock.json dashboard/.npmrc ./
RUN npm ci
COPY dashboard .
RUN npm run build

FROM rust:1.95-slim-bookworm AS build
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
COPY --from=page /src/dashboard/dist dashboard/dist
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    cargo build --profile dist --locked --package chancery && cp target/dist/chancery /usr/local/bin/chancery

FROM debian:bookworm-slim
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/chancery chancery
COPY --from=build /usr/local/bin/chancery /usr/local/bin/chancery
USER chancery
WORKDIR /var/lib/chancery
VOLUME /var/lib/chancery
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["chancery", "check", "--url", "http://127.0.0.1:8080/healthz"]
ENTRYPOINT ["chancery"]
CMD ["serve"]
