Feature: The consent history

  Rule: The consent history lists every change and every refused attempt
    > The **Consent history** on the contact's page lists every change of a status and every refused attempt, the newest
    > first.

    Scenario: Every way to change a status
      Given a plugin that does not pass on permission
      And the plugin added Ana Ruiz, who gave permission
      And Ana Ruiz signed up with the form
      And Ana Ruiz confirmed with the link in the email
      And the user sent a broadcast to all contacts
      And Ana Ruiz unsubscribed with the link in the broadcast
      And the mail server of Ana Ruiz refuses messages permanently
      When the user sends Ana Ruiz a one-to-one email
      Then the consent history of Ana Ruiz shows, newest first:
        | change                       | outcome | way         |
        | Unsubscribed → Hard Bounce   | Changed | Bounce      |
        | Confirmed → Unsubscribed     | Changed | Link        |
        | Unconfirmed → Confirmed      | Changed | Link        |
        | Non-Marketable → Unconfirmed | Changed | Form        |
        | New: Non-Marketable          | Changed | Integration |

    Scenario: Changes on different days, at each address
      Given the user imported Ana Ruiz with three addresses, without permission
      And 1 day has passed
      And the user opted in Email 3 of Ana Ruiz
      And 1 day has passed
      And the user opted out Email 1 of Ana Ruiz
      And 1 day has passed
      When the user applies Opt-In to Email 1 and Email 2 of all contacts
      Then the consent history of Ana Ruiz shows, newest first:
        | address | change                        | outcome | way         |
        | Email 2 | Non-Marketable → Opted-In     | Changed | Bulk action |
        | Email 1 | Unsubscribed → Opted-In       | Refused | Bulk action |
        | Email 1 | Non-Marketable → Unsubscribed | Changed | Page        |
        | Email 3 | Non-Marketable → Opted-In     | Changed | Page        |
        | Email 3 | New: Non-Marketable           | Changed | Import      |
        | Email 2 | New: Non-Marketable           | Changed | Import      |
        | Email 1 | New: Non-Marketable           | Changed | Import      |

    Scenario: Every way to try what is refused
      Given a plugin that passes on permission
      And the user imported Ana Ruiz without permission
      And the user has opened the opt-in dialog of Ana Ruiz
      And in the meantime, another user opts out Ana Ruiz
      And the user confirmed the opt-in
      And Ana Ruiz signed up with the form
      And the plugin added Ana Ruiz, who gave permission
      And the user imported Ana Ruiz with permission
      When the user opts in all contacts in bulk
      Then the newest entries in the consent history of Ana Ruiz are:
        | change                        | outcome | way         |
        | Unsubscribed → Opted-In       | Refused | Bulk action |
        | Unsubscribed → Opted-In       | Refused | Import      |
        | Unsubscribed → Opted-In       | Refused | Integration |
        | Unsubscribed → Unconfirmed    | Refused | Form        |
        | Unsubscribed → Opted-In       | Refused | Page        |
        | Non-Marketable → Unsubscribed | Changed | Page        |
        | New: Non-Marketable           | Changed | Import      |

    Scenario: More entries than two pages show
      Given the user imported Ana Ruiz without permission
      And the user opted out Ana Ruiz
      When the user imports a file that names Ana Ruiz 120 times, with permission
      Then the oldest of 122 entries in the consent history of Ana Ruiz are:
        | change                        | outcome | way    |
        | Unsubscribed → Opted-In       | Refused | Import |
        | Non-Marketable → Unsubscribed | Changed | Page   |
        | New: Non-Marketable           | Changed | Import |

  Rule: Each entry says who made the change, how, and why
    > Each entry says who made the change, how, and why.

    Scenario: Changes by users, a plugin, a recipient and a mail server
      Given a plugin that passes on permission
      And the user imported Ana Ruiz without permission
      And the user opted in Email 1 of Ana Ruiz with the permission note "Signed form at the counter"
      And the user sent a broadcast to all contacts
      And Ana Ruiz unsubscribed with the link in the broadcast
      And the plugin added Ana Ruiz, who gave permission
      And the user applied Opt-In to Email 1 of all contacts
      And Ana Ruiz signed up with the form
      And the mail server of Ana Ruiz reports messages as spam
      When the user sends Ana Ruiz a one-to-one email
      Then the consent history of Ana Ruiz shows, newest first:
        | who          | way         | reason                                    |
        | Mail server  | Bounce      | The recipient reported a message as spam. |
        | Sign-up form | Form        | Sign-up does not change Unsubscribed.     |
        | the user     | Bulk action | Bulk opt-in does not change Unsubscribed. |
        | Shop plugin  | Integration | Permission does not change Unsubscribed.  |
        | Recipient    | Link        | Clicked the unsubscribe link.             |
        | the user     | Page        | Signed form at the counter                |
        | the user     | Import      | No permission was given.                  |

  Rule: The history stays when a contact is deleted
    > The history stays when you delete a contact: the **Consent History** report in the Reports section shows the
    > entries of all contacts, deleted ones included.

    Scenario: Two deleted contacts and 120 others
      Given the user imported Ana Ruiz without permission
      And the user opted in Ana Ruiz
      And the user opted out Ana Ruiz
      And the Opted-In contact Ben Cole
      And 120 Non-Marketable contacts
      And the user deleted Ben Cole
      And the user deleted Ana Ruiz
      When the user opens the report on the consent history of all contacts
      Then the report has 124 entries
      And the report shows these entries of Ben Cole, newest first:
        | from | to       |
        | new  | Opted-In |
      And the report shows these entries of Ana Ruiz, newest first:
        | from           | to             |
        | Opted-In       | Unsubscribed   |
        | Non-Marketable | Opted-In       |
        | new            | Non-Marketable |

    Scenario: All contacts are deleted in bulk
      Given the user imported Ana Ruiz without permission
      And the user opted out Ana Ruiz
      And all contacts were deleted in bulk
      When the user opens the report on the consent history of all contacts
      Then the report shows these entries of Ana Ruiz, newest first:
        | from           | to             |
        | Non-Marketable | Unsubscribed   |
        | new            | Non-Marketable |

    Scenario: A deleted contact is added again
      Given the user imported Ana Ruiz without permission
      And the user deleted Ana Ruiz
      When the user imports Ana Ruiz with permission
      Then the consent history of Ana Ruiz shows, newest first:
        | change                    | outcome | way    |
        | Non-Marketable → Opted-In | Changed | Import |
        | New: Non-Marketable       | Changed | Import |
