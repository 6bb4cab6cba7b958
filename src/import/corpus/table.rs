//! Rows of an Apache Parquet file: only the columns that are wanted are read, a group of rows at a time.

use std::iter;
use std::sync::Arc;

use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use super::columns::{Columns, Fields};
use super::{Column, Trouble, decoded};

/// The rows of the file.
pub(super) fn rows<R: ChunkReader + 'static>(
    input: R,
    columns: &Columns,
) -> Result<impl Iterator<Item = Result<(usize, Fields), Trouble>> + Send + use<R>, Trouble> {
    let broken = |error: ParquetError| Trouble::Broken(0, why(&error));
    let reader = SerializedFileReader::new(input).map_err(broken)?;
    let schema = reader.metadata().file_metadata().schema().clone();
    let names: Vec<String> = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
    let wanted = columns.among(&names)?;
    let mut places: Vec<usize> = wanted.iter().map(|(_, place)| *place).collect();
    places.sort_unstable();
    let fields = places.iter().filter_map(|place| schema.get_fields().get(*place).map(Arc::clone)).collect();
    let projection = Type::group_type_builder(schema.name()).with_fields(fields).build().map_err(broken)?;
    // The columns that are left keep their order.
    let place_of = |place: &usize| places.binary_search(place).unwrap_or_default();
    let wanted: Vec<(Column, usize)> =
        wanted.iter().map(|(column, place)| (*column, place_of(place))).collect();
    let rows = RowIter::from_file_into(Box::new(reader)).project(Some(projection)).map_err(broken)?;
    Ok(read(rows, wanted))
}

fn read(
    mut rows: RowIter<'static>,
    wanted: Vec<(Column, usize)>,
) -> impl Iterator<Item = Result<(usize, Fields), Trouble>> {
    let mut number = 0;
    let mut is_over = false;
    iter::from_fn(move || {
        if is_over {
            return None;
        }
        Some(match rows.next()? {
            Ok(row) => {
                number += 1;
                Ok((number, fields(&row, &wanted)))
            }
            Err(error) => {
                is_over = true;
                Err(Trouble::Broken(number, why(&error)))
            }
        })
    })
}

fn fields(row: &Row, wanted: &[(Column, usize)]) -> Fields {
    let mut fields = Fields::default();
    for (column, place) in wanted {
        let value = row.get_column_iter().nth(*place).map(|(_, value)| words(value, *column));
        fields.set(*column, value.unwrap_or_default());
    }
    fields
}

fn words(value: &Field, column: Column) -> String {
    match value {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => decoded(bytes.data().to_vec()),
        Field::ListInternal(list) => {
            let between = if column == Column::Text { "\n\n" } else { ", " };
            list.elements().iter().map(|value| words(value, column)).collect::<Vec<_>>().join(between)
        }
        Field::TimestampMillis(millis) => time(millis.checked_mul(1000)),
        Field::TimestampMicros(micros) => time(Some(*micros)),
        Field::Date(days) => time(i64::from(*days).checked_mul(86_400_000_000))
            .split('T')
            .next()
            .unwrap_or_default()
            .to_owned(),
        Field::Group(row) => {
            row.get_column_iter().next().map_or(String::new(), |(_, value)| words(value, column))
        }
        value => value.to_string(),
    }
}

/// A time in ISO 8601, from microseconds since 1970-01-01 UTC.
fn time(micros: Option<i64>) -> String {
    let time = micros.and_then(|micros| jiff::Timestamp::from_microsecond(micros).ok());
    time.map(|time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
}

fn why(error: &ParquetError) -> String {
    let text = error.to_string();
    if text.contains("feature") && text.contains("Disabled") {
        return "it is compressed in a way that sayso does not read, such as zstd (uncompressed, Snappy and gzip are read)"
            .to_owned();
    }
    text.trim_start_matches("Parquet error: ").chars().take(160).collect()
}
