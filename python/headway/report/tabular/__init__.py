"""The tables of a report, each described once: what spreadsheets, CSV and Parquet hold."""
