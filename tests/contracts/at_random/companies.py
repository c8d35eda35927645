"""What companies do: they deposit, complete, keep drafts, answer what they are asked."""

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from conseillers_application.drafts import DraftKey
from conseillers_application.mails import SurveyMail
from conseillers_application.triage.completion_links import completion_url
from conseillers_domain.draft import DraftForm
from conseillers_domain.survey import SurveyAnswers
from tests.application.service import BASE_URL
from tests.application.triage import Triage
from tests.builders import SUBJECT
from tests.contracts.at_random.lived import COMPANIES
from tests.contracts.at_random.stage import RANKS, Stage, one_of
from tests.domain.forms import a_form


class Companies(Stage):
    """What happens through companies; `drafts`: the links they have."""

    def __init__(self) -> None:
        """No draft yet."""
        super().__init__()
        self.drafts: tuple[DraftKey, ...] = ()

    @initialize()
    def begin(self) -> None:
        """There is always somebody to help."""
        self.deposit(COMPANIES[0], SUBJECT, "accueil")

    @rule(
        siret=st.sampled_from(COMPANIES),
        subject=st.sampled_from((SUBJECT, SUBJECT, "autre-demande")),
        landing=st.sampled_from(("accueil", "accueil", "relue")),
    )
    @precondition(lambda self: len(self.demands) < 4)
    def deposit(self, siret: str, subject: str, landing: str) -> None:
        """A company asks for something."""
        asked = a_form(siret=siret, landing=landing, email=f"{siret}@exemple.fr")
        if subject != asked.subject:
            asked = evolve(asked, subject=subject, answers={})
        receipt, _ = self.play(lambda service: service.deposit(asked))
        if receipt is not None:
            self.receipts = (*self.receipts, receipt)

    @rule(rank=RANKS, subject=st.sampled_from((SUBJECT, "autre-demande")), link=st.booleans())
    @precondition(lambda self: any(one.completable for one in self.demands))
    def complete(self, rank: int, subject: str, link: bool) -> None:
        """It completes what was set aside for what it lacked, by the link it has, or by another."""
        demand = one_of([one for one in self.demands if one.completable], rank)
        url = completion_url(BASE_URL, self.first.secrets, demand)
        token = url.partition("token=")[2] if link else "perdu"
        form = a_form(siret=demand.siret, email=demand.contact.email, description="Complétée.")
        if subject != form.subject:
            form = evolve(form, subject=subject, answers={})
        self.play(lambda service: Triage(service).complete(demand.id, token, form))

    # Surveys

    @rule(rank=RANKS, useful=st.booleans(), shared=st.booleans())
    @precondition(lambda self: self._asked())
    def answer_survey(self, rank: int, useful: bool, shared: bool) -> None:
        """It says what the help was worth; twice, perhaps."""
        token = one_of(self._asked(), rank)
        answers = SurveyAnswers(
            contacted=True, useful=useful, mark=4, comment="Merci.", agrees_to_share=shared
        )
        self.play(lambda service: service.answer_survey(token, answers))
        self.play(lambda service: service.read_survey(token))

    def _asked(self) -> list[str]:
        """The links of the surveys that were sent."""
        contents = [mail.content for mail in self.first.post.sent]
        return [one.survey_url.rpartition("/")[2] for one in contents if isinstance(one, SurveyMail)]

    # Drafts

    @rule(addressed=st.booleans())
    @precondition(lambda self: len(self.drafts) < 3)
    def keep_draft(self, addressed: bool) -> None:
        """It keeps what it typed for later."""
        form = DraftForm(subject=SUBJECT, email="brouillon@exemple.fr" if addressed else "")
        kept, _ = self.play(lambda service: service.keep_draft(form))
        if kept is not None:
            self.drafts = (*self.drafts, DraftKey(id=kept.id, token=kept.token))

    @rule(rank=RANKS, dropped=st.booleans())
    @precondition(lambda self: self.drafts)
    def come_back_to_draft(self, rank: int, dropped: bool) -> None:
        """It goes on with it, or drops it; it may be over."""
        key = one_of(self.drafts, rank)
        if dropped:
            self.play(lambda service: service.keep_draft.drop(key))
        else:
            form = DraftForm(subject=SUBJECT, email="brouillon@exemple.fr", description="La suite.")
            self.play(lambda service: service.keep_draft.change(key, form))
        self.play(lambda service: service.keep_draft.show(key))
