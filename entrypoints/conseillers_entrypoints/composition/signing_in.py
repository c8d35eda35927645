"""Who signs in, and how they stay so."""

from dependency_injector import providers

from conseillers_adapters.security.guessing import ZxcvbnGuessing
from conseillers_adapters.security.one_time_codes import TotpCodes
from conseillers_application.add_account import AddAccount
from conseillers_application.change_me import ChangeMe
from conseillers_application.choose_password import ChoosePassword
from conseillers_application.forget_sign_ins import ForgetSignIns
from conseillers_application.hold_off import HoldOff
from conseillers_application.my_sessions import CloseMySession, ReadMySessions
from conseillers_application.prove_oneself import ProveOneself
from conseillers_application.reset_password import AskForReset, ResetPassword
from conseillers_application.second_factor import RemoveSecondFactor, SetUpSecondFactor, UseCodes
from conseillers_application.sessions import Identify, SignOut
from conseillers_application.sign_in import SignIn
from conseillers_entrypoints.composition.core import Core
from conseillers_entrypoints.composition.limits import Limits


class SigningIn(Limits):
    """Who signs in, and how they stay so."""

    guessing = providers.Singleton(ZxcvbnGuessing, guesses_log10=Core.settings.provided.password_guesses)
    one_time_codes = providers.Singleton(TotpCodes)
    choose_password = providers.Singleton(ChoosePassword, passwords=Core.passwords, guessing=guessing)
    hold_off = providers.Singleton(
        HoldOff,
        read=Core.read,
        note=Core.note,
        secrets=Core.secrets,
        now=Core.clock,
        by_account=Core.settings.provided.delays_by_account,
        by_address=Core.settings.provided.delays_by_address,
    )
    prove_oneself = providers.Singleton(
        ProveOneself, read=Core.read, passwords=Core.passwords, hold_off=hold_off
    )
    use_codes = providers.Singleton(UseCodes, codes=one_time_codes, secrets=Core.secrets, now=Core.clock)
    add_account = providers.Singleton(
        AddAccount, begin=Core.begin, choose=choose_password, contacts=Core.contacts, new_id=Core.ids
    )
    sign_in = providers.Singleton(
        SignIn,
        begin=Core.begin_anyway,
        read=Core.read,
        passwords=Core.passwords,
        hold_off=hold_off,
        use_codes=use_codes,
        secrets=Core.secrets,
        now=Core.clock,
        new_id=Core.ids,
        lasts=Core.settings.provided.session_lasts,
    )
    identify = providers.Singleton(
        Identify,
        read=Core.read,
        note=Core.note,
        secrets=Core.secrets,
        now=Core.clock,
        lasting=Core.settings.provided.lasting,
        count=Limits.count_person,
    )
    sign_out = providers.Singleton(SignOut, begin=Core.begin_anyway, secrets=Core.secrets)
    read_my_sessions = providers.Singleton(
        ReadMySessions,
        read=Core.read,
        secrets=Core.secrets,
        now=Core.clock,
        lasting=Core.settings.provided.lasting,
    )
    close_my_session = providers.Singleton(CloseMySession, begin=Core.begin_anyway, secrets=Core.secrets)
    change_me = providers.Singleton(
        ChangeMe,
        begin=Core.begin,
        read=Core.read,
        prove=prove_oneself,
        choose=choose_password,
        secrets=Core.secrets,
        now=Core.clock,
    )
    set_up_second_factor = providers.Singleton(
        SetUpSecondFactor, begin=Core.begin, prove=prove_oneself, use_codes=use_codes
    )
    remove_second_factor = providers.Singleton(
        RemoveSecondFactor, begin=Core.begin, prove=prove_oneself, use_codes=use_codes
    )
    ask_for_reset = providers.Singleton(
        AskForReset, begin=Core.begin, hold_off=hold_off, now=Core.clock, new_id=Core.ids
    )
    reset_password = providers.Singleton(
        ResetPassword,
        begin=Core.begin,
        read=Core.read,
        choose=choose_password,
        hold_off=hold_off,
        secrets=Core.secrets,
        now=Core.clock,
    )
    forget_sign_ins = providers.Singleton(
        ForgetSignIns,
        begin=Core.begin_anyway,
        now=Core.clock,
        places_kept=Core.settings.provided.places_kept,
    )
