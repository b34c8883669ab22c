Feature: Frequently asked questions

  Rule: Bulk opt-in is for Non-Marketable contacts only
    > No. Bulk opt-in is meant for Non-Marketable contacts and for no others. Contacts that are Unsubscribed, Hard Bounce
    > or anything else keep the status that they have.

    Scenario Outline: Bulk opt-in of a single contact
      Given the <status> contact Ana Ruiz
      When the user opts in all contacts in bulk
      Then Ana Ruiz is <status afterwards>

      Examples:
        | status         | status afterwards |
        | Non-Marketable | Opted-In          |
        | Unconfirmed    | Unconfirmed       |
        | Confirmed      | Confirmed         |
        | Opted-In       | Opted-In          |
        | Unsubscribed   | Unsubscribed      |
        | Soft Bounce    | Soft Bounce       |
        | Hard Bounce    | Hard Bounce       |
        | Spam Complaint | Spam Complaint    |
        | Invalid        | Invalid           |

  Rule: A single contact is managed on the contact's page
    > You manage the email status of a single contact on the contact's page; another article explains how.

    Scenario: One of two contacts is opted in, the other one out
      Given the Non-Marketable contact Ana Ruiz
      And the Non-Marketable contact Ben Cole
      When the user opts in Ana Ruiz
      And the user opts out Ben Cole
      Then Ana Ruiz is Opted-In
      But Ben Cole is Unsubscribed

  Rule: Contacts without confirmed permission are imported as Non-Marketable
    > They arrived without a confirmed opt-in permission.

    Scenario: A file with and without permission
      When the user imports a file whose permission column says:
        | name     | permission |
        | Ana Ruiz | yes        |
        | Ben Cole | no         |
      Then Ana Ruiz is Opted-In
      But Ben Cole is Non-Marketable

  Rule: Permission must be passed on by the plugin
    > Mostly this happens because a plugin or an integration is not set up to pass the permission on. Correct that
    > setting, and future contacts will not arrive as Non-Marketable.

    Scenario: The setting is corrected
      Given a plugin that does not pass permission
      And the plugin added Ana Ruiz, who gave permission
      When the user sets up the plugin to pass permission
      And the plugin adds Ben Cole, who gave permission
      Then Ben Cole is Opted-In
      But Ana Ruiz is Non-Marketable

  Rule: What may be sent depends on the email status
    > Non-Marketable contacts can get one-to-one email but neither broadcasts nor the messages of automated sequences.
    > Opted-In contacts can get every kind of email, broadcasts and automated sequences included.

    Scenario Outline: Every kind of email to one contact
      Given the <status> contact Ana Ruiz
      And a sequence with a message after 1 day
      When the user sends Ana Ruiz a one-to-one email
      And the user sends a broadcast to all contacts
      And the user starts the sequence for all contacts
      And 1 day passes
      Then Ana Ruiz received exactly: <received>

      Examples:
        | status         | received                                 |
        | Non-Marketable | one-to-one email                         |
        | Opted-In       | one-to-one email, broadcast and sequence |

  Rule: Bulk opt-in changes Non-Marketable to Opted-In
    > Bulk opt-in turns Non-Marketable into Opted-In.

    Scenario: The change is on record
      Given the Non-Marketable contact Ana Ruiz
      When the user opts in all Non-Marketable contacts in bulk
      Then the consent history of Ana Ruiz shows a bulk action from Non-Marketable to Opted-In
