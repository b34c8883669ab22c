Feature: The consent history

  Rule: The consent history lists every change and every refused attempt
    > The **Consent history** on the contact's page lists every change of a status and every refused attempt, the newest
    > first.

    Scenario: Import, opt-in, opt-out and a refused bulk opt-in
      Given the user imported Ana Ruiz without permission
      And the user opted in Ana Ruiz
      And the user opted out Ana Ruiz
      When the user opts in all contacts in bulk
      Then the consent history of Ana Ruiz shows, newest first:
        | change                    | outcome | way         |
        | Unsubscribed → Opted-In   | Refused | Bulk action |
        | Opted-In → Unsubscribed   | Changed | Page        |
        | Non-Marketable → Opted-In | Changed | Page        |
        | New: Non-Marketable       | Changed | Import      |

    Scenario: An opt-in that is refused because another user opted out the contact
      Given the Non-Marketable contact Ana Ruiz
      And the user has opened the opt-in dialog of Ana Ruiz
      And another user has opted out Ana Ruiz in the meantime
      When the user confirms the opt-in
      Then the consent history of Ana Ruiz shows, newest first:
        | change                        | outcome | way    |
        | Unsubscribed → Opted-In       | Refused | Page   |
        | Non-Marketable → Unsubscribed | Changed | Page   |
        | New: Non-Marketable           | Changed | Import |

  Rule: Each entry says who made the change, how, and why
    > Each entry says who made the change, how, and why.

    Scenario: Changes by an import, a user and a mail server
      Given the Non-Marketable contact Ana Ruiz, whose mail server refuses messages permanently
      And the user opted in Ana Ruiz with the permission note "Signed form at the counter"
      When the user sends Ana Ruiz a one-to-one email
      Then the consent history of Ana Ruiz shows, newest first:
        | who         | way    | reason                            |
        | Mail server | Bounce | The mail server refused for good. |
        | the user    | Page   | Signed form at the counter        |
        | Ada Lind    | Import | No permission was given.          |

  Rule: The history stays when a contact is deleted
    > The history stays when you delete a contact: the **Consent History** report in the Reports section shows the
    > entries of all contacts, deleted ones included.

    Scenario: A deleted contact and another contact
      Given the Unsubscribed contact Ana Ruiz
      And the Opted-In contact Ben Cole
      When the user deletes Ana Ruiz
      Then the report on the consent history of all contacts shows that Ana Ruiz is Unsubscribed
      And the report on the consent history of all contacts shows that Ben Cole is Opted-In
