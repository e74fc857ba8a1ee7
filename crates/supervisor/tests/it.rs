//! Tasks that panic, end, hang and recover.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use supervisor::{Pace, Supervisor, TaskImportance, TaskState, TaskStatus, until};
use tokio::sync::watch;

/// Milliseconds, so that the tests take no longer.
const QUICK: Pace = Pace {
    first_pause: Duration::from_millis(2),
    longest_pause: Duration::from_millis(8),
    steady: Duration::from_millis(200),
    failures: 3,
};

async fn until_it_is(supervisor: &Supervisor, holds: impl Fn(&TaskStatus) -> bool) -> TaskStatus {
    let waiting = async {
        loop {
            let status = supervisor.statuses().remove(0);
            if holds(&status) {
                return status;
            }
            // SLEEP: between two looks.
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), waiting).await.expect("it comes to hold")
}

#[tokio::test]
async fn a_task_that_panics_is_started_again_and_what_it_said_is_kept_without_values() {
    let (supervisor, runs) = (Supervisor::for_tests(QUICK), Arc::new(AtomicU64::new(0)));
    let counted = Arc::clone(&runs);

    let task = supervisor.spawn(
        "worker",
        TaskImportance::Required,
        || true,
        move || {
            let run = counted.fetch_add(1, Ordering::SeqCst);
            async move {
                assert!(run > 0, "no password: hunter2");
                std::future::pending::<()>().await;
            }
        },
    );
    let status = until_it_is(&supervisor, |task| task.restarts == 1 && task.state == TaskState::Running).await;

    assert_eq!(status.last_failure.as_deref(), Some("no password"));
    assert_eq!((status.name, runs.load(Ordering::SeqCst)), ("worker", 2));
    task.abort();
}

#[tokio::test]
async fn a_task_that_ends_while_it_is_wanted_is_started_again() {
    let supervisor = Supervisor::for_tests(QUICK);
    let wanted = Arc::new(AtomicBool::new(true));
    let asked = Arc::clone(&wanted);

    let task = supervisor.spawn("worker", TaskImportance::Required, move || asked.load(Ordering::SeqCst), || async {});
    let status = until_it_is(&supervisor, |task| task.restarts >= 2).await;
    assert_eq!(status.last_failure.as_deref(), Some("it ended"));
    wanted.store(false, Ordering::SeqCst);

    assert!(task.finish(Duration::from_secs(5)).await);
    let restarts = until_it_is(&supervisor, |_| true).await.restarts;
    tokio::task::yield_now().await;
    assert_eq!(until_it_is(&supervisor, |_| true).await.restarts, restarts, "it is started again unwanted");
}

#[tokio::test]
async fn a_task_that_keeps_failing_has_failed_until_it_has_run_for_a_while() {
    let supervisor = Supervisor::for_tests(QUICK);
    let well = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&well);

    let task = supervisor.spawn(
        "worker",
        TaskImportance::Required,
        || true,
        move || {
            let well = asked.load(Ordering::SeqCst);
            async move {
                assert!(well, "not today");
                std::future::pending::<()>().await;
            }
        },
    );
    let failed = until_it_is(&supervisor, |task| task.state == TaskState::Failed).await;
    well.store(true, Ordering::SeqCst);
    // It runs now, and is not trusted yet.
    let restarts = failed.restarts + 2;
    let _ = until_it_is(&supervisor, |task| task.restarts <= restarts).await;
    let running = until_it_is(&supervisor, |task| task.state == TaskState::Running).await;

    assert!(failed.restarts >= 3 && running.restarts <= restarts, "{failed:?} {running:?}");
    supervisor.panic_once("worker");
    let again = until_it_is(&supervisor, |task| task.restarts > running.restarts).await;
    assert_ne!(again.state, TaskState::Failed, "the failures before were forgotten: {again:?}");
    task.abort();
}

#[tokio::test]
async fn the_loss_of_a_vital_task_is_told_and_that_of_others_is_not() {
    for (importance, told) in [(TaskImportance::Vital, true), (TaskImportance::Required, false)] {
        let supervisor = Supervisor::for_tests(QUICK);

        let task = supervisor.spawn("accept_loop", importance, || true, || async { panic!("no") });
        until_it_is(&supervisor, |task| task.restarts >= 4).await;
        let lost = tokio::time::timeout(Duration::from_millis(20), supervisor.lost()).await.ok();

        assert_eq!(lost, told.then_some("accept_loop"));
        task.abort();
    }
}

#[tokio::test]
async fn the_end_of_a_task_is_waited_for_and_not_for_ever() {
    let supervisor = Supervisor::for_tests(QUICK);
    let (tell, stop) = watch::channel(false);
    let heard = stop.clone();
    let obedient = supervisor.spawn("obedient", TaskImportance::Useful, until(stop.clone()), move || {
        let mut stop = heard.clone();
        async move { drop(stop.wait_for(|stop| *stop).await) }
    });
    let deaf = supervisor.spawn("deaf", TaskImportance::Useful, until(stop), std::future::pending::<()>);

    tell.send_replace(true);

    assert!(obedient.finish(Duration::from_secs(5)).await);
    assert!(!deaf.finish(Duration::from_millis(20)).await);
    assert_eq!(supervisor.statuses()[0].state, TaskState::Ended);
}

#[tokio::test]
async fn only_a_supervisor_for_tests_makes_a_task_panic() {
    let supervisor = Supervisor::default();
    let task = supervisor.spawn("worker", TaskImportance::Required, || true, std::future::pending::<()>);
    tokio::task::yield_now().await;

    supervisor.panic_once("worker");
    // SLEEP: the bound in which one for tests would have obeyed.
    tokio::time::sleep(Duration::from_millis(20)).await;

    assert_eq!(supervisor.statuses()[0].restarts, 0);
    task.abort();
}
