"""The clinic's store: tables, repositories, migrations, archive and audit."""
