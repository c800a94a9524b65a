//! Reads the model file: a safetensors file whose tensors are checked for type and shape.

use std::str::FromStr;

use safetensors::{Dtype, SafeTensors};

use crate::UnknownLabel;

/// Why a model file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// It is no safetensors file.
    #[error("the model file cannot be read: {0}")]
    Container(#[from] safetensors::SafeTensorError),
    /// Another format, or another version of it than this library reads.
    #[error("the model file is of format {0}; this library reads {1}")]
    Format(String, &'static str),
    /// A tensor has another type or shape than the net needs.
    #[error("tensor {name} of the model file has not the shape {expected:?}")]
    Shape {
        /// The tensor.
        name: String,
        /// What the net needs.
        expected: Vec<usize>,
    },
    /// A list of words or labels is not UTF-8.
    #[error("tensor {0} of the model file is no UTF-8 text")]
    Text(String),
    /// A label of the model that this library does not know.
    #[error("a label of the model file: {0}")]
    Label(#[from] UnknownLabel),
}

/// An open model file.
pub(super) struct File {
    tensors: SafeTensors<'static>,
}

/// A matrix of 8-bit weights as it lies in the file: `w[r][c] = q[r][c] * scale[r]`.
pub(super) struct Quantised {
    pub q: &'static [u8],
    pub scale: Vec<f32>,
    pub cols: usize,
}

impl File {
    pub(super) fn open(bytes: &'static [u8], wanted: &'static str) -> Result<Self, ModelError> {
        let (_, header) = SafeTensors::read_metadata(bytes)?;
        let entry = |key: &str| header.metadata().as_ref().and_then(|metadata| metadata.get(key)).map_or("?", String::as_str);
        let format = format!("{} {}", entry("format"), entry("format_version"));
        if format != wanted {
            return Err(ModelError::Format(format, wanted));
        }
        Ok(Self { tensors: SafeTensors::deserialize(bytes)? })
    }

    fn bytes(&self, name: &str, dtype: Dtype, shape: &[Option<usize>]) -> Result<&'static [u8], ModelError> {
        let tensor = self.tensors.tensor(name)?;
        let fits = tensor.dtype() == dtype
            && tensor.shape().len() == shape.len()
            && tensor.shape().iter().zip(shape).all(|(have, need)| need.is_none_or(|need| need == *have));
        if !fits {
            let expected = shape.iter().map(|size| size.unwrap_or(0)).collect();
            return Err(ModelError::Shape { name: name.to_owned(), expected });
        }
        Ok(tensor.data())
    }

    /// A vector of numbers of that length.
    pub(super) fn floats(&self, name: &str, len: usize) -> Result<Vec<f32>, ModelError> {
        let bytes = self.bytes(name, Dtype::F32, &[Some(len)])?;
        Ok(bytes.as_chunks().0.iter().map(|&four| f32::from_le_bytes(four)).collect())
    }

    /// A matrix of that many columns, and of that many rows if it is said.
    pub(super) fn matrix(&self, name: &str, rows: Option<usize>, cols: usize) -> Result<Quantised, ModelError> {
        let q = self.bytes(&format!("{name}.q"), Dtype::I8, &[rows, Some(cols)])?;
        let scale = self.floats(&format!("{name}.scale"), q.len() / cols)?;
        Ok(Quantised { q, scale, cols })
    }

    /// The lines of a text.
    pub(super) fn lines(&self, name: &str) -> Result<Vec<&'static str>, ModelError> {
        let bytes = self.bytes(name, Dtype::U8, &[None])?;
        let text = std::str::from_utf8(bytes).map_err(|_| ModelError::Text(name.to_owned()))?;
        Ok(text.split('\n').collect())
    }

    /// The labels of a head.
    pub(super) fn labels<L: FromStr<Err = UnknownLabel>>(&self, name: &str) -> Result<Vec<L>, ModelError> {
        let lines = self.lines(name)?;
        Ok(lines.into_iter().map(str::parse).collect::<Result<_, _>>()?)
    }
}
