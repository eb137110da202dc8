"""The file store, in a folder, in memory and in a bucket: whole files or none."""

import re
import stat

import boto3
import pytest
from moto.server import ThreadedMotoServer

from clinic.files import FileStore, FileStoreUnavailable
from clinic.settings import InvalidSetting
from clinic.tables.base import new_id


@pytest.fixture(scope="module")
def bucket():
    """A server that answers like S3, with a bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **keys).create_bucket(
        Bucket="clinic"
    )
    yield {"endpoint_url": endpoint, "key": "test", "secret": "test"}
    server.stop()


@pytest.fixture(params=["folder", "memory", "bucket"])
def store(request, tmp_path):
    if request.param == "folder":
        return FileStore(str(tmp_path / "store"))
    if request.param == "memory":
        return FileStore(f"memory://{new_id()}")
    return FileStore(f"s3://clinic/{new_id()}", **request.getfixturevalue("bucket"))


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"a video " * 1000)
    return path


def test_a_file_comes_back_as_it_was(store, clip, tmp_path):
    name = store.keep("pia", clip)
    store.copy_out(name, tmp_path / "out.mp4")
    assert (tmp_path / "out.mp4").read_bytes() == clip.read_bytes()
    with store.opened(name) as file:
        assert file.read(8) == b"a video "


def test_a_buckets_keys_and_endpoint_come_from_the_environment(bucket, clip, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", bucket["key"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", bucket["secret"])
    monkeypatch.setenv("AWS_ENDPOINT_URL", bucket["endpoint_url"])
    # fsspec hands out one connection for the same address: another test's would do as well.
    store = FileStore("s3://clinic/from-the-environment", skip_instance_cache=True)
    name = store.keep("pia", clip)
    assert store.names("pia") == (name,)


def test_a_store_of_no_known_kind_is_named_with_what_to_do():
    with pytest.raises(InvalidSetting, match="CLINIC_FILES"):
        FileStore("nowhere://clinic")


def test_a_store_whose_extra_is_not_installed_is_named_with_what_to_do(monkeypatch):
    def missing(url):
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr("fsspec.core.url_to_fs", missing)
    with pytest.raises(InvalidSetting, match=re.escape("pip install '.[s3]'")):
        FileStore("s3://clinic")


def test_files_lie_below_their_persons_folder(store, clip):
    name = store.keep("pia", clip)
    assert name.startswith("pia/")
    assert name.endswith(".mp4")
    assert store.names("pia") == (name,)
    assert store.names("quinn") == ()


def test_deleting_one_file_leaves_the_others(store, clip):
    gone, stays = store.keep("pia", clip), store.keep("pia", clip)
    store.delete(gone)
    store.delete(gone)  # gone already
    assert store.names("pia") == (stays,)


def test_deleting_all_of_a_person_leaves_the_others(store, clip):
    store.keep("pia", clip)
    store.keep("pia", clip)
    stays = store.keep("quinn", clip)
    store.delete_all("pia")
    store.delete_all("pia")
    assert (store.names("pia"), store.names("quinn")) == ((), (stays,))


def test_a_file_that_is_not_there_is_said_plainly(store, tmp_path):
    with pytest.raises(FileStoreUnavailable, match="could not be kept or read"):
        store.copy_out("pia/none.mp4", tmp_path / "out.mp4")


def test_a_source_that_cannot_be_read_leaves_nothing(store, tmp_path):
    with pytest.raises(FileStoreUnavailable):
        store.keep("pia", tmp_path / "missing.mp4")
    assert store.names("pia") == ()


def test_files_in_a_folder_are_for_the_server_alone(tmp_path, clip):
    store = FileStore(str(tmp_path / "store"))
    kept = tmp_path / "store" / store.keep("pia", clip)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_a_copy_that_breaks_off_leaves_no_file(tmp_path, clip, monkeypatch):
    def full(source, target, length):
        target.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    store = FileStore(str(tmp_path / "store"))
    with pytest.raises(FileStoreUnavailable):
        store.keep("pia", clip)
    assert list((tmp_path / "store" / "pia").iterdir()) == []
