"""The permissions of this domain, each named after the action it opens."""

#: What a visitor may do before signing in.
AT_THE_GATE = frozenset(
    {
        "organisations.sign_in",
        "organisations.choose_market",
        "organisations.enter_code",
        "organisations.begin_passkey_sign_in",
        "organisations.sign_in_with_passkey",
        "organisations.request_reset_code",
        "organisations.reset_password",
        "organisations.request_registration_code",
        "organisations.register_organisation",
    }
)

#: What everybody who is signed in may do to what is their own.
OF_EVERYBODY = frozenset(
    {
        "organisations.sign_out",
        "organisations.revoke_session",
        "organisations.revoke_other_sessions",
        "organisations.change_password",
        "organisations.switch_membership",
        "organisations.begin_app",
        "organisations.confirm_app",
        "organisations.remove_app",
        "organisations.renew_recovery_codes",
        "organisations.prove_session",
        "organisations.begin_passkey",
        "organisations.add_passkey",
        "organisations.remove_passkey",
        "organisations.set_language",
        "organisations.mark_notifications_read",
        "organisations.touch_session",
    }
)

#: What is left to somebody whose role asks for a second factor, in a session that has shown a password only.
OF_UNPROVEN = frozenset(
    {
        "organisations.sign_out",
        "organisations.switch_membership",
        "organisations.set_language",
        "organisations.touch_session",
        "organisations.begin_app",
        "organisations.confirm_app",
        "organisations.prove_session",
        "organisations.begin_passkey",
        "organisations.add_passkey",
    }
)

#: What roles and single grants give.
BY_GRANT = frozenset(
    {
        "organisations.create_market",
        "organisations.refresh_market",
        "organisations.create_organisation",
        "organisations.save_organisation",
        "organisations.change_status",
        "organisations.save_department",
        "organisations.set_department",
        "organisations.add_person",
        "organisations.set_membership_roles",
        "organisations.set_grant",
        "organisations.set_membership_status",
        "organisations.save_role",
        "organisations.demand_second_factor",
        "organisations.reset_second_factor",
        "organisations.save_address",
        "organisations.delete_address",
        "organisations.save_storefront",
        "organisations.save_customer",
        "organisations.save_customer_group",
        "organisations.see_order_minimums",
        "organisations.save_order_minimum",
        "organisations.remove_order_minimum",
        "organisations.approve_registration",
        "organisations.refuse_registration",
        "organisations.see_people",
        "organisations.see_organisations",
        "organisations.see_customers",
        "organisations.see_registrations",
        "organisations.see_storefronts",
    }
)

PERMISSIONS = AT_THE_GATE | OF_EVERYBODY | BY_GRANT
