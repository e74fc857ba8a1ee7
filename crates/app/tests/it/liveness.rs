//! The program lives, and says how it is: its background tasks are started again, signals and a lack of descriptors
//! do not end it, its end has a bound, and `/readyz` tells the truth.

mod doctor;
mod process;
mod readiness;
mod shutdown;
mod tasks;
