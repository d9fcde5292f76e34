"""The matrix view: holders in rows, recipients in columns, who says what where they meet."""
