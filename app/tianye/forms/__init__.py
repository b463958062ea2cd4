"""Forms: spreadsheets read, filled in and submitted, by the ODK specification; no Qt, no SQL, no clock of its own."""
