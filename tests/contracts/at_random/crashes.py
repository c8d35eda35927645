"""What breaks: processes die, jobs are lost, the mail server is down, mailboxes refuse."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.contracts.at_random.stage import Stage


class Crashes(Stage):
    """What happens that nobody wants."""

    @rule(moments=st.integers(0, 12))
    def death_is_near(self, moments: int) -> None:
        """The process that works will die soon: before it begins, before or after it keeps something."""
        for service in self.services:
            service.fate.moments = moments

    @rule(rank=st.integers(0, 10))
    @precondition(lambda self: self.first.agenda.due(self.first.at))
    def die_with_a_job(self, rank: int) -> None:
        """A process dies with a job that it has not begun: what it follows from is kept."""
        self.play(lambda service: service.take(rank))

    @rule()
    @precondition(lambda self: self.first.lost)
    def find_again(self) -> None:
        """The jobs of those that died are to be done again."""
        self.play(lambda service: service.find_again())

    @rule(rank=st.integers(0, 10))
    @precondition(lambda self: self.first.agenda.tasks)
    def forget(self, rank: int) -> None:
        """The job of a letter is deleted by hand."""
        self.play(lambda service: service.forget(rank))

    @rule(down=st.booleans())
    def reach_the_mail_server(self, down: bool) -> None:
        """It is out of reach for now, or accepts again."""
        for service in self.services:
            service.post.down = down

    @rule(refusing=st.sampled_from(("emploi@cci.example", "un@urssaf.example", "brouillon@exemple.fr")))
    def refuse(self, refusing: str) -> None:
        """A mailbox refuses everything for good."""
        for service in self.services:
            service.post.refusing.add(refusing)
