Feature: The consent history

  Rule: Every change and every refused attempt is kept
    > The **Consent history** on the contact's page lists every change of a status and every refused attempt, the newest
    > first.

    Scenario: The life of an address
      Given the user imported Ana Ruiz without permission
      And the user opted in Ana Ruiz
      And the user opted out Ana Ruiz
      And the user opted in all contacts in bulk
      When the user opens the page of Ana Ruiz
      Then the consent history shows, newest first:
        | change                    | outcome | way         |
        | Unsubscribed → Opted-In   | Refused | Bulk action |
        | Opted-In → Unsubscribed   | Changed | Page        |
        | Non-Marketable → Opted-In | Changed | Page        |
        | New: Non-Marketable       | Changed | Import      |

    Scenario: An attempt that came too late
      Given the Non-Marketable contact Ana Ruiz
      And the user is about to opt in Ana Ruiz
      And another user opts out Ana Ruiz meanwhile
      When the user goes through with the opt-in
      Then the consent history shows, newest first:
        | change                        | outcome | way    |
        | Unsubscribed → Opted-In       | Refused | Page   |
        | Non-Marketable → Unsubscribed | Changed | Page   |
        | New: Non-Marketable           | Changed | Import |

  Rule: Each entry says who, how and why
    > Each entry says who made the change, by which way, and why.

    Scenario: A user, a mail server and an import
      Given the Non-Marketable contact Ana Ruiz, whose mail server refuses for good
      And the user opted in Ana Ruiz
      When the user sends Ana Ruiz a one-to-one email
      Then the consent history says of each entry, newest first:
        | who         | way    | why                               |
        | Mail server | Bounce | The mail server refused for good. |
        | the user    | Page   | Signed form at the counter        |
        | Ada Lind    | Import | No permission was given.          |

  Rule: The history outlives the contact
    > The history stays when you delete a contact: the **Consent History** report in the Reports section shows the
    > entries of all contacts, deleted ones included.

    Scenario: A deleted and a present contact
      Given the Unsubscribed contact Ana Ruiz
      And the Opted-In contact Ben Cole
      When the user deletes Ana Ruiz
      Then the report on the consent history of all contacts shows that Ana Ruiz is Unsubscribed
      And the report on the consent history of all contacts shows that Ben Cole is Opted-In
