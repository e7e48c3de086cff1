//! Which duties are written as data, tried by cases, and have a page and a return behind them.
