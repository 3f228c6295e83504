"""The five seed documents, as they are, and what is known of them (`seeds.toml`)."""
