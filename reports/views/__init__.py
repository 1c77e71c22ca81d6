"""From a review to frozen tables and sentences; no markup."""
