//! The steps of an order or a delivery, in the order in which they were taken: by number, never by the clock.
//!
//! A step's number is the version that the row it moved had from then on, so it is given under the row's lock. Clocks
//! step back and differ between nodes, and so do times and ids.

/// Puts the steps of one history in order. They come with their numbers, and in the order of their ids. Those that a
/// program wrote that did not number them yet (0) fill the numbers that are missing, one after the other.
pub(crate) fn in_order<T>(steps: Vec<(i64, T)>) -> Vec<T> {
    let mut ordered = Vec::with_capacity(steps.len());
    let (mut numbered, unnumbered): (Vec<_>, Vec<_>) = steps.into_iter().partition(|(seq, _)| *seq > 0);
    numbered.sort_by_key(|(seq, _)| *seq);
    let mut unnumbered = unnumbered.into_iter().map(|(_, step)| step);
    let mut next = 1;
    for (seq, step) in numbered {
        let missing = usize::try_from(seq - next).unwrap_or(0);
        ordered.extend(unnumbered.by_ref().take(missing));
        ordered.push(step);
        next = seq + 1;
    }
    ordered.extend(unnumbered);
    ordered
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn numbers_decide_and_steps_without_one_fill_the_gaps() {
        for (steps, expected) in [
            (vec![], ""),
            (vec![(3, 'c'), (1, 'a'), (2, 'b')], "abc"),
            // All of an earlier program.
            (vec![(0, 'a'), (0, 'b'), (0, 'c')], "abc"),
            // Of an earlier program first.
            (vec![(4, 'd'), (0, 'a'), (0, 'b'), (3, 'c')], "abcd"),
            // During an update: the second and the last but one by an earlier program.
            (vec![(1, 'a'), (3, 'c'), (0, 'b'), (5, 'e'), (0, 'd')], "abcde"),
            // And one more than there is room for.
            (vec![(2, 'b'), (0, 'a'), (0, 'c')], "abc"),
            // A number without a step moves nothing.
            (vec![(5, 'b'), (1, 'a')], "ab"),
        ] {
            assert_eq!(in_order(steps.clone()).into_iter().collect::<String>(), expected, "{steps:?}");
        }
    }
}
