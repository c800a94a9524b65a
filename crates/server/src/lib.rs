//! The HTTP service of Chancery.
