//! Numbers and strs as text: what `repr` shows.
