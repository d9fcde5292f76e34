"""Which model is asked, where and with which key: named by the user, never by accident, and the key kept."""

from pathlib import Path

import pytest

from graph.drafting.model.settings import Endpoint, endpoint
from graph.problems import UsageError

KEY = "sk-very-secret-1234567890"


def found(url: str | None = "https://model.example/v1", **environment: str) -> Endpoint:
    more = {"XDG_CONFIG_HOME": "/nowhere", **environment}
    return endpoint(url, "some-model", more)


def refused(url: str | None = "https://model.example/v1", **environment: str) -> str:
    with pytest.raises(UsageError) as raised:
        found(url, **environment)
    return str(raised.value)


@pytest.mark.parametrize(
    ("url", "address", "host"),
    [
        ("https://model.example/v1", "https://model.example/v1/chat/completions", "model.example"),
        ("https://model.example/v1/", "https://model.example/v1/chat/completions", "model.example"),
        ("https://model.example", "https://model.example/chat/completions", "model.example"),
        (
            "https://Model.Example:8443/a",
            "https://model.example:8443/a/chat/completions",
            "model.example:8443",
        ),
        ("https://m.example/x/chat/completions", "https://m.example/x/chat/completions", "m.example"),
    ],
)
def test_a_base_or_the_whole_address_may_be_named(url: str, address: str, host: str) -> None:
    one = found(url)
    assert (one.url, one.host, one.on_this_machine) == (address, host, False)


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1:1", "127.8.8.8", "[::1]:8080"])
def test_this_machine_may_be_asked_without_encryption(host: str) -> None:
    one = found(f"http://{host}/v1")
    assert one.on_this_machine and one.host == host


@pytest.mark.parametrize("host", ["model.example", "10.0.0.7:8080", "localhost.example", "127.0.0.1.example"])
def test_other_machines_are_asked_without_encryption_only_if_that_is_said(host: str) -> None:
    assert f"http://{host}: texts and key would cross the network" in refused(f"http://{host}/v1")
    environment = {"XDG_CONFIG_HOME": "/nowhere"}
    assert not endpoint(f"http://{host}/v1", "m", environment, allow_http=True).on_this_machine


@pytest.mark.parametrize(
    "url",
    [
        "model.example/v1",
        "ftp://model.example",
        "https://",
        "https://model.example:port/v1",
        "https://[::bad/v1",
        "https://model.example/a b",
        "https://model.example/\x1b[31m",
        "https://model.example\\@evil.example/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    message = refused(url)
    assert "is no URL" in message and message.isprintable()


@pytest.mark.parametrize("end", [f"?key={KEY}", f"#{KEY}"])
def test_an_address_that_may_hold_a_secret_is_refused_and_not_shown(end: str) -> None:
    message = refused(f"https://model.example/v1{end}")
    assert "a key belongs into FLOWCLAIMS_LLM_KEY" in message and KEY not in message
    message = refused(f"https://user:{KEY}@model.example/v1")
    assert "a key belongs into FLOWCLAIMS_LLM_KEY" in message and KEY not in message


@pytest.mark.parametrize(
    ("url", "model", "missing"),
    [
        (None, None, "server and model"),
        ("https://model.example", None, "model"),
        (None, "some-model", "server"),
    ],
)
def test_what_is_not_named_is_told_with_how_to_name_it(
    url: str | None, model: str | None, missing: str
) -> None:
    with pytest.raises(UsageError) as raised:
        endpoint(url, model, {"XDG_CONFIG_HOME": "/nowhere"})
    assert str(raised.value) == (
        f"no {missing} is named that should draft: give --endpoint URL and --model NAME, or set "
        "FLOWCLAIMS_LLM_URL and FLOWCLAIMS_LLM_MODEL (and FLOWCLAIMS_LLM_KEY, if the server wants a key)"
    )


def test_the_environment_names_what_no_option_does() -> None:
    environment = {
        "FLOWCLAIMS_LLM_URL": "https://model.example/v1",
        "FLOWCLAIMS_LLM_MODEL": "that-model",
        "FLOWCLAIMS_LLM_KEY": KEY,
        "XDG_CONFIG_HOME": "/nowhere",
    }
    one = endpoint(None, None, environment)
    assert (one.host, one.model, one.key) == ("model.example", "that-model", KEY)
    assert endpoint(None, "other-model", environment).model == "other-model"


def test_a_key_goes_to_no_other_host_than_it_is_for() -> None:
    environment = {"FLOWCLAIMS_LLM_URL": "https://model.example/v1", "FLOWCLAIMS_LLM_KEY": KEY}
    assert found("https://model.example/v2", **environment).key == KEY
    assert found("https://other.example/v1", **environment).key is None
    assert found("https://other.example/v1", FLOWCLAIMS_LLM_KEY=KEY).key == KEY


@pytest.mark.parametrize("key", ["two words", "line\nend", "schlüssel", "\x1b"])
def test_what_can_be_no_key_is_refused_and_not_shown(key: str) -> None:
    message = refused(FLOWCLAIMS_LLM_KEY=key)
    assert message.startswith("FLOWCLAIMS_LLM_KEY holds characters that are in no key") and key not in message


def test_a_key_shows_in_no_representation() -> None:
    assert KEY not in repr(found(FLOWCLAIMS_LLM_KEY=KEY))


@pytest.mark.parametrize("seconds", [0, -1, 3601, float("nan")])
def test_a_time_that_never_ends_or_begins_is_refused(seconds: float) -> None:
    with pytest.raises(UsageError, match="--timeout"):
        endpoint("https://model.example", "m", {"XDG_CONFIG_HOME": "/nowhere"}, timeout=seconds)


# ---------------------------------------------------------------- the file


def write(folder: Path, content: str | bytes, mode: int = 0o600) -> Path:
    path = folder / "flowclaims" / "llm.toml"
    path.parent.mkdir()
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    path.chmod(mode)
    return path


def test_a_file_of_the_user_s_own_may_name_all_of_it(tmp_path: Path) -> None:
    write(tmp_path, f'url = "https://model.example/v1"\nmodel = "that-model"\nkey = "{KEY}"\n')
    one = endpoint(None, None, {"XDG_CONFIG_HOME": str(tmp_path)})
    assert (one.host, one.model, one.key) == ("model.example", "that-model", KEY)
    elsewhere = endpoint("https://other.example", None, {"XDG_CONFIG_HOME": str(tmp_path)})
    assert (elsewhere.host, elsewhere.key) == ("other.example", None)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_file_with_a_key_that_others_can_read_is_refused(mode: int, tmp_path: Path) -> None:
    path = write(tmp_path, f'key = "{KEY}"\n', mode)
    message = refused(XDG_CONFIG_HOME=str(tmp_path))
    assert message == f"{path} holds a key and others can read it; say: chmod 600 {path}"


def test_a_file_without_a_key_may_be_read_by_others(tmp_path: Path) -> None:
    write(tmp_path, 'model = "that-model"\n', 0o644)
    assert endpoint("https://model.example", None, {"XDG_CONFIG_HOME": str(tmp_path)}).model == "that-model"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f'key = "{KEY}', "is no TOML"),
        (f"key: {KEY}", "is no TOML"),
        (b"\xff", "is no TOML"),
        ("url = 1", "'url' is unknown or no text; it holds url, model and key"),
        (f'api_key = "{KEY}"', "'api_key' is unknown or no text; it holds url, model and key"),
    ],
)
def test_a_damaged_file_is_told_without_what_it_holds(
    content: str | bytes, told: str, tmp_path: Path
) -> None:
    write(tmp_path, content)
    message = refused(XDG_CONFIG_HOME=str(tmp_path))
    assert told in message and KEY not in message


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "flowclaims" / "llm.toml").mkdir(parents=True)
    assert "llm.toml is no file" in refused(XDG_CONFIG_HOME=str(tmp_path))
