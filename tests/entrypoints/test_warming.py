import gc

from conseillers_entrypoints.http.warming import Warming
from tests.entrypoints.service import Service


def test_a_process_prepares_the_directory_and_the_communes_while_it_answers(service: Service) -> None:
    before = gc.get_freeze_count()
    warming = Warming(service.container)
    warming.start()
    warming.join()
    assert gc.isenabled()
    assert gc.get_freeze_count() > before
    gc.unfreeze()
    with service.container.store().read() as work:
        assert work.directories.current().directory.version == "1"
