//! Making traces by hand (tests) and checked appending.
