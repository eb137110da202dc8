"""Reviews: handed in with their recordings, answered beside the program's answer."""

from datetime import timedelta

import numpy as np
import pytest
from made import Clock
from world import PATIENT, REPORT, THERAPIST, add_people, an_override

from clinic.access import Access, Actor, NotAllowed
from clinic.files import FileStore, FileStoreUnavailable
from clinic.recordings import RecordedPart, Recordings
from clinic.review import InvalidReview, corrected, last_time
from pose.recording import save_poses
from pose.types import Pose


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def clinic(database):
    add_people(database)
    return database


@pytest.fixture
def store(tmp_path):
    return FileStore(str(tmp_path / "files"))


@pytest.fixture
def patient(clinic, clock):
    return Access(clinic, Actor(PATIENT), clock)


@pytest.fixture
def therapist(clinic, clock):
    return Access(clinic, Actor(THERAPIST), clock)


@pytest.fixture
def part(tmp_path):
    """A recorded part: two poses and a video's bytes."""
    poses = [
        Pose(t, np.full((33, 2), t), np.zeros((33, 3)), np.ones(33), (640, 480)) for t in (0.0, 0.1)
    ]
    save_poses(tmp_path / "poses.npz", poses)
    (tmp_path / "clip.MP4").write_bytes(b"video of a person")
    return RecordedPart("lying_hamstring", REPORT, tmp_path / "poses.npz", tmp_path / "clip.MP4")


def test_the_therapist_sees_what_was_handed_in(patient, therapist, store, part, tmp_path):
    review_id = Recordings(patient, store).hand_in([part], " Is this right? ", share_video=True)
    review = therapist.reviews.one(review_id)
    assert (review.comment, review.part(1).report) == ("Is this right?", REPORT)
    theirs = Recordings(therapist, store)
    assert [pose.t for pose in theirs.poses(review_id, 1)] == [0.0, 0.1]
    theirs.copy_video(review_id, 1, tmp_path / "out.mp4")
    assert (tmp_path / "out.mp4").read_bytes() == b"video of a person"


def test_a_video_that_is_not_shared_is_not_kept(patient, therapist, store, part, tmp_path):
    review_id = Recordings(patient, store).hand_in([part], "", share_video=False)
    review = therapist.reviews.one(review_id)
    assert (review.part(1).has_poses, review.part(1).has_video) == (True, False)
    assert [name.rsplit(".")[-1] for name in store.names(PATIENT)] == ["npz"]
    with pytest.raises(NotAllowed):
        Recordings(therapist, store).copy_video(review_id, 1, tmp_path / "out.mp4")


def test_sharing_no_longer_deletes_the_video(patient, therapist, store, part, tmp_path):
    review_id = Recordings(patient, store).hand_in([part], "", share_video=True)
    Recordings(patient, store).stop_sharing(review_id)
    assert [name.rsplit(".")[-1] for name in store.names(PATIENT)] == ["npz"]
    assert not therapist.reviews.one(review_id).part(1).has_video


def test_the_video_stays_shared_when_it_cannot_be_deleted(patient, store, part, monkeypatch):
    review_id = Recordings(patient, store).hand_in([part], "", share_video=True)

    def unreachable(name):
        raise FileStoreUnavailable

    monkeypatch.setattr(store, "delete", unreachable)
    with pytest.raises(FileStoreUnavailable):
        Recordings(patient, store).stop_sharing(review_id)
    assert patient.reviews.one(review_id).part(1).has_video  # so that it can be tried again


def test_deleting_a_review_deletes_its_files(patient, store, part):
    review_id = Recordings(patient, store).hand_in([part], "", share_video=True)
    Recordings(patient, store).delete(review_id)
    assert store.names(PATIENT) == ()
    assert patient.reviews.all(PATIENT) == ()


def test_what_is_refused_leaves_no_file(patient, store, part):
    with pytest.raises(InvalidReview, match="too long"):
        Recordings(patient, store).hand_in([part], "a" * 2001, share_video=True)
    assert store.names(PATIENT) == ()


def test_nothing_to_hand_in_is_refused(patient, store):
    with pytest.raises(InvalidReview, match="nothing to hand in"):
        Recordings(patient, store).hand_in([], "", share_video=False)


def test_a_reply_is_unread_until_the_patient_reads_it(patient, therapist, store, part, clock):
    review_id = Recordings(patient, store).hand_in([part], "", share_video=False)
    therapist.reviews.reply(review_id, "Keep your knee straight.", part=1, moment_s=12.5)
    ((of, reply),) = patient.reviews.unread(PATIENT)
    assert (of, reply.author, reply.text) == (review_id, "Tom Okafor", "Keep your knee straight.")
    clock.on(days=1)
    patient.reviews.mark_read(review_id)
    assert patient.reviews.unread(PATIENT) == ()
    assert therapist.reviews.one(review_id).replies[0].read_at == clock()


def test_ones_own_comment_is_not_unread(patient, store, part):
    review_id = Recordings(patient, store).hand_in([part], "", share_video=False)
    patient.reviews.reply(review_id, "I forgot to say: it was the left one.")
    assert patient.reviews.unread(PATIENT) == ()


@pytest.mark.parametrize(
    ("text", "part_number", "says"),
    [("  ", None, "Write a sentence"), ("Good.", 7, "no such part")],
)
def test_a_reply_that_says_nothing_is_refused(
    patient, therapist, store, part, text, part_number, says
):
    review_id = Recordings(patient, store).hand_in([part], "", share_video=False)
    with pytest.raises(InvalidReview, match=says):
        therapist.reviews.reply(review_id, text, part=part_number)


def test_a_correction_stands_beside_the_report_and_not_over_it(patient, therapist, store, part):
    review_id = Recordings(patient, store).hand_in([part], "", share_video=False)
    therapist.reviews.correct(review_id, an_override(side="left", note="Straight enough."))
    therapist.reviews.correct(review_id, an_override(kind="rep counted", check=None, side="right"))
    review = patient.reviews.one(review_id)
    assert review.part(1).report == REPORT
    result = corrected(REPORT, review.overrides_of(1))
    assert result.reps == {"left": 1, "right": 2}
    assert [fault["side"] for fault in result.faults] == ["right"]
    assert [fault["side"] for fault in result.marked_wrong] == ["left"]


def test_a_correction_can_be_taken_back(patient, therapist, store, part):
    review_id = Recordings(patient, store).hand_in([part], "", share_video=False)
    override_id = therapist.reviews.correct(review_id, an_override())
    therapist.reviews.take_back(review_id, override_id)
    assert patient.reviews.one(review_id).overrides == ()


@pytest.mark.parametrize(
    ("override", "right_faults"),
    [
        (an_override(), 0),
        (an_override(side="left"), 1),
        (an_override(moment_s=41.0), 0),
        (an_override(moment_s=30.0), 1),
    ],
)
def test_a_check_is_wrong_on_a_side_or_at_a_moment(override, right_faults):
    left = corrected(REPORT, [override]).faults
    assert sum(fault["side"] == "right" for fault in left) == right_faults


def test_a_repetition_that_does_not_count_never_goes_below_none():
    away = an_override(kind="rep not counted", check=None, side="left")
    assert corrected(REPORT, [away, away]).reps["left"] == 0


@pytest.mark.parametrize(
    ("override", "says"),
    [
        (an_override(part=7), "no such part"),
        (an_override(check="elbow"), "Choose the check"),
        (an_override(kind="rep counted"), "which side"),
        (an_override(kind="nicer"), "one of"),
    ],
)
def test_a_correction_that_corrects_nothing_is_refused(
    patient, therapist, store, part, override, says
):
    review_id = Recordings(patient, store).hand_in([part], "", share_video=False)
    with pytest.raises(InvalidReview, match=says):
        therapist.reviews.correct(review_id, override)


def test_this_against_last_time(patient, store, part, clock):
    recordings = Recordings(patient, store)
    recordings.hand_in([part], "first", share_video=False)
    clock.on(days=3)
    recordings.hand_in([RecordedPart("pigeon", REPORT)], "another stretch", share_video=False)
    clock.on(days=3)
    latest = recordings.hand_in([part], "now", share_video=False)
    reviews = patient.reviews.all(PATIENT)
    now = patient.reviews.one(latest)
    first = reviews[-1]
    assert last_time(reviews, now, "lying_hamstring") == first.part(1)
    assert last_time(reviews, first, "lying_hamstring") is None
    assert now.at - first.at == timedelta(days=6)
