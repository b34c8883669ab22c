Feature: Updating the opt-in status of many contacts

  Rule: Bulk opt-in makes every selected contact marketable in one step
    > If you do have permission to send marketing email, bulk opt-in makes all these contacts marketable in one step.

    > The status is applied to all selected contacts and goes from Non-Marketable to marketable.

    Scenario: Contacts on two pages of results
      > You first find the contacts with the Email Engagement Tracker, then you update all of them together.

      Given 60 Non-Marketable contacts
      When the user opts in all Non-Marketable contacts in bulk
      Then the message says that 60 email addresses changed from Non-Marketable to Opted-In
      And no Non-Marketable contact is left

    Scenario: Two contacts share an address
      Given Ana Ruiz and Ben Cole share a Non-Marketable address
      When the user opts in all Non-Marketable contacts in bulk
      Then the message says that 1 email address changed from Non-Marketable to Opted-In
      And Ana Ruiz is Opted-In
      And Ben Cole is Opted-In

  Rule: Opted-in contacts get campaigns from then on
    > From now on they can get your broadcasts and the messages of your automated follow-up sequences.

    Scenario: Campaigns after opt-in
      Given the Non-Marketable contact Ana Ruiz
      And a sequence with a message after 1 day
      And the user opted in all Non-Marketable contacts in bulk
      When the user sends a broadcast to all contacts
      And the user starts the sequence for all contacts
      And 1 day passes
      Then Ana Ruiz receives the broadcast
      And Ana Ruiz receives message 1 of the sequence

  Rule: Bulk opt-in leaves every other status alone
    > **Important:** Bulk opt-in works for Non-Marketable contacts only. Contacts with another status, such as
    > Unsubscribed or Hard Bounce, cannot be changed with it.

    Scenario: A contact of each status is selected
      Given a contact of each email status
      When the user opts in all contacts in bulk
      Then the message says that 1 email address changed from Non-Marketable to Opted-In
      And the message says that 8 were left as they were:
        | Unconfirmed    | 1 |
        | Confirmed      | 1 |
        | Opted-In       | 1 |
        | Unsubscribed   | 1 |
        | Soft Bounce    | 1 |
        | Hard Bounce    | 1 |
        | Spam Complaint | 1 |
        | Invalid        | 1 |
      And every contact but the Non-Marketable one has the status it had

    Scenario: The refused attempt is on record
      Given the Unsubscribed contact Ana Ruiz
      When the user opts in all contacts in bulk
      Then the consent history of Ana Ruiz shows a refused bulk action from Unsubscribed to Opted-In

  Rule: Only the chosen email fields change
    Scenario Outline: An Unsubscribed first and a Non-Marketable second address
      Given these contacts:
        | name     | Email 1      | Email 2        |
        | Ana Ruiz | Unsubscribed | Non-Marketable |
      When the user opts in <fields> of all contacts in bulk
      Then Email 1 of Ana Ruiz is Unsubscribed
      And Email 2 of Ana Ruiz is <status of Email 2>

      Examples:
        | fields              | status of Email 2 |
        | Email 1             | Non-Marketable    |
        | Email 2             | Opted-In          |
        | Email 1 and Email 2 | Opted-In          |

  Rule: The dialog asks for one of two statuses
    Scenario: Opt-Out
      Given these contacts:
        | name     | Email 1        |
        | Ana Ruiz | Non-Marketable |
        | Ben Cole | Confirmed      |
        | Cy Hall  | Hard Bounce    |
      When the user opts out all contacts in bulk
      Then Ana Ruiz is Unsubscribed
      And Ben Cole is Unsubscribed
      But Cy Hall is Hard Bounce

    Scenario: Nothing is chosen
      Given the Non-Marketable contact Ana Ruiz
      When the user processes the action without choosing anything
      Then the dialog asks for the email fields and for the status
      And Ana Ruiz is Non-Marketable

  Rule: A bulk action reaches only the contacts that the user saw
    Scenario: A contact arrives after the search
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      And the Non-Marketable contact Ben Cole arrives
      When the user opts in the selected contacts
      Then Ana Ruiz is Opted-In
      But Ben Cole is Non-Marketable
