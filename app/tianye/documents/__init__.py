"""What people read and fill in: tables, workbooks, lists, sheets and figures; no database and no other workshop."""
