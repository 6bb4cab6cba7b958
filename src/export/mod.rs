//! Values to text: one format a file. Pure; what comes out is handed to a printer or a file by others.

pub mod analysis;
pub mod voice_sign;
