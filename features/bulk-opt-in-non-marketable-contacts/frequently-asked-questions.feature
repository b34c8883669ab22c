Feature: Frequently asked questions

  Rule: Bulk opt-in is for Non-Marketable contacts only, and a refused attempt is recorded

    Scenario: Three addresses of each status
      Given a contact of each email status, with three addresses
      When the user applies Opt-In to Email 1, Email 2 and Email 3 of all contacts
      # > No. Bulk opt-in is meant for Non-Marketable contacts and for no others. Contacts that are Unsubscribed, Hard
      # > Bounce or anything else keep the status that they have,
      Then only the addresses that were Non-Marketable are Opted-In now
      # > and their consent history records that the attempt was refused.
      And the consent histories of all others show a refused bulk action for each address:
        | Unconfirmed → Opted-In    |
        | Confirmed → Opted-In      |
        | Opted-In → Opted-In       |
        | Unsubscribed → Opted-In   |
        | Soft Bounce → Opted-In    |
        | Hard Bounce → Opted-In    |
        | Spam Complaint → Opted-In |
        | Invalid → Opted-In        |

    Scenario: The last of 121 Unsubscribed contacts
      Given 120 Unsubscribed contacts
      And the Unsubscribed contact Zoe Zorn
      When the user opts in all Unsubscribed contacts in bulk
      # > Contacts that are Unsubscribed, Hard Bounce or anything else keep the status that they have,
      Then Zoe Zorn is Unsubscribed
      # > and their consent history records that the attempt was refused.
      And the newest entries in the consent history of Zoe Zorn are:
        | change                  | outcome | way         |
        | Unsubscribed → Opted-In | Refused | Bulk action |

  Rule: The status of a single contact is managed on the contact's page
    > You manage the email status of a single contact on the contact's page;

    Scenario: One address is opted in, another one is opted out
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
      When the user opts in Email 2 of Ana Ruiz
      And the user opts out Email 3 of Ana Ruiz
      Then the email statuses are:
        | name     | Email 1        | Email 2  | Email 3      |
        | Ana Ruiz | Non-Marketable | Opted-In | Unsubscribed |

  Rule: Contacts without confirmed permission are imported as Non-Marketable
    > They arrived without a confirmed opt-in permission.

    Scenario: A file that says for each contact whether there is permission
      When the user imports a file with these columns:
        | name     | Permission | Permission reason |
        | Ana Ruiz | yes        |                   |
        | Ben Cole | no         |                   |
        | Cy Hall  | YES        | Asked at the fair |
        | Di Wood  | N          | Asked at the fair |
        | Eve Lind |            | Asked at the fair |
      Then the email statuses are:
        | name     | Email 1        |
        | Ana Ruiz | Opted-In       |
        | Ben Cole | Non-Marketable |
        | Cy Hall  | Opted-In       |
        | Di Wood  | Non-Marketable |
        | Eve Lind | Non-Marketable |

    Scenario: A plugin that passes on permission
      Given a plugin that passes on permission
      When the plugin adds these contacts:
        | name     | Email 1       | Email 2    | Email 3       |
        | Ana Ruiz | no permission | permission | no permission |
        | Ben Cole | permission    |            |               |
      Then the email statuses are:
        | name     | Email 1        | Email 2  | Email 3        |
        | Ana Ruiz | Non-Marketable | Opted-In | Non-Marketable |
        | Ben Cole | Opted-In       |          |                |

  Rule: A plugin has to be set up to pass on permission
    > Contacts arrive like this if a plugin or an integration is not set up to pass on the permission,

    Scenario: A contact who gave permission for three addresses
      Given a plugin that does not pass on permission
      When the plugin adds these contacts:
        | name     | Email 1    | Email 2    | Email 3    |
        | Ana Ruiz | permission | permission | permission |
      Then all contacts are Non-Marketable

  Rule: With the corrected setting, contacts who give permission arrive as Opted-In
    > Correct that setting, and future contacts who give permission arrive as Opted-In.

    Scenario: One contact before and two after the setting is corrected
      Given a plugin that does not pass on permission
      And the plugin added Ana Ruiz, who gave permission
      And the user has set up the plugin to pass on permission
      When the plugin adds these contacts:
        | name     | Email 1    | Email 2    | Email 3    |
        | Ben Cole | permission | permission | permission |
        | Cy Hall  |            | permission |            |
      Then the email statuses are:
        | name     | Email 1        | Email 2  | Email 3  |
        | Ana Ruiz | Non-Marketable |          |          |
        | Ben Cole | Opted-In       | Opted-In | Opted-In |
        | Cy Hall  |                | Opted-In |          |

  Rule: Non-Marketable contacts get one-to-one email only
    > Non-Marketable contacts can get one-to-one email but neither broadcasts nor the messages of automated sequences.

    Scenario: One message of each kind to a Non-Marketable address in each field
      Given contacts with one Non-Marketable address, in Email 1, Email 2 and Email 3
      When the user tries to send each of them a message of each kind
      Then each of them has received:
        | one-to-one emails | broadcasts | sequence messages |
        | 1                 | 0          | 0                 |

  Rule: Opted-In contacts get every kind of email
    > Opted-In contacts can get every kind of email, broadcasts and automated sequences included.

    Scenario: One message of each kind to an Opted-In address in each field
      Given contacts with one Opted-In address, in Email 1, Email 2 and Email 3
      When the user tries to send each of them a message of each kind
      Then each of them has received:
        | one-to-one emails | broadcasts | sequence messages |
        | 1                 | 2          | 2                 |

    Scenario: A broadcast and a sequence for 120 Opted-In contacts
      Given 120 Opted-In contacts
      And a sequence with a message after 1 day
      When the user sends a broadcast to all contacts
      And the user starts the sequence for all contacts
      And 1 day passes
      Then each of them has received:
        | one-to-one emails | broadcasts | sequence messages |
        | 0                 | 1          | 1                 |

  Rule: Bulk opt-in changes Non-Marketable to Opted-In
    > Bulk opt-in turns Non-Marketable into Opted-In.

    Scenario: Three Non-Marketable addresses after bulk opt-in
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
      When the user applies Opt-In to Email 1, Email 2 and Email 3 of all contacts
      Then the page of Ana Ruiz shows that Email 1, Email 2 and Email 3 are Opted-In
