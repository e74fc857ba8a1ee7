//! (attacks)
