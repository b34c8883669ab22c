Feature: Frequently asked questions

  Rule: Bulk opt-in is for Non-Marketable contacts only
    > No. Bulk opt-in is meant for Non-Marketable contacts and for no others. Contacts that are Unsubscribed, Hard Bounce
    > or anything else keep the status that they have,

    Scenario Outline: Status before and after bulk opt-in
      Given the <status before> contact Ana Ruiz
      When the user opts in all contacts in bulk
      Then Ana Ruiz is <status after>

      Examples:
        | status before  | status after   |
        | Non-Marketable | Opted-In       |
        | Unconfirmed    | Unconfirmed    |
        | Confirmed      | Confirmed      |
        | Opted-In       | Opted-In       |
        | Unsubscribed   | Unsubscribed   |
        | Soft Bounce    | Soft Bounce    |
        | Hard Bounce    | Hard Bounce    |
        | Spam Complaint | Spam Complaint |
        | Invalid        | Invalid        |

  Rule: A refused attempt is recorded in the consent history
    > and their consent history records that the attempt was refused.

    Scenario Outline: Bulk opt-in of a contact that is not Non-Marketable
      Given the <status> contact Ana Ruiz
      When the user opts in all contacts in bulk
      Then the newest entry in the consent history of Ana Ruiz is:
        | change              | outcome | way         |
        | <status> → Opted-In | Refused | Bulk action |

      Examples:
        | status         |
        | Unconfirmed    |
        | Confirmed      |
        | Opted-In       |
        | Unsubscribed   |
        | Soft Bounce    |
        | Hard Bounce    |
        | Spam Complaint |
        | Invalid        |

  Rule: The status of a single contact is managed on the contact's page
    > You manage the email status of a single contact on the contact's page;

    Scenario: One contact is opted in, another one is opted out
      Given the Non-Marketable contact Ana Ruiz
      And the Non-Marketable contact Ben Cole
      When the user opts in Ana Ruiz
      And the user opts out Ben Cole
      Then Ana Ruiz is Opted-In
      But Ben Cole is Unsubscribed

  Rule: Contacts without confirmed permission are imported as Non-Marketable
    > They arrived without a confirmed opt-in permission.

    Scenario: A file with one contact who gave permission and one who did not
      When the user imports a file with this permission column:
        | name     | permission |
        | Ana Ruiz | yes        |
        | Ben Cole | no         |
      Then Ana Ruiz is Opted-In
      But Ben Cole is Non-Marketable

  Rule: A plugin has to be set up to pass on permission
    > Contacts arrive like this if a plugin or an integration is not set up to pass on the permission,

    > Correct that setting, and future contacts who give permission arrive as Opted-In.

    Scenario: One contact before and one after the setting is corrected
      Given a plugin that does not pass on permission
      And the plugin added Ana Ruiz, who gave permission
      And the user has set up the plugin to pass on permission
      When the plugin adds Ben Cole, who gave permission
      Then Ben Cole is Opted-In
      But Ana Ruiz is Non-Marketable

  Rule: Non-Marketable contacts get one-to-one email, Opted-In contacts get every kind of email
    > Non-Marketable contacts can get one-to-one email but neither broadcasts nor the messages of automated sequences.
    > Opted-In contacts can get every kind of email, broadcasts and automated sequences included.

    Scenario Outline: One message of each kind is sent
      Given the <status> contact Ana Ruiz
      And a sequence with a message after 1 day
      When the user sends Ana Ruiz a one-to-one email
      And the user sends a broadcast to all contacts
      And the user starts the sequence for all contacts
      And 1 day passes
      Then Ana Ruiz has received:
        | one-to-one emails | broadcasts | sequence messages |
        | <one-to-one>      | <broadcasts> | <sequence>        |

      Examples:
        | status         | one-to-one | broadcasts | sequence |
        | Non-Marketable | 1          | 0          | 0        |
        | Opted-In       | 1          | 1          | 1        |

  Rule: Bulk opt-in changes Non-Marketable to Opted-In
    > Bulk opt-in turns Non-Marketable into Opted-In.

    Scenario: Consent history after bulk opt-in
      Given the Non-Marketable contact Ana Ruiz
      When the user opts in all Non-Marketable contacts in bulk
      Then the newest entry in the consent history of Ana Ruiz is:
        | change                    | outcome | way         |
        | Non-Marketable → Opted-In | Changed | Bulk action |
