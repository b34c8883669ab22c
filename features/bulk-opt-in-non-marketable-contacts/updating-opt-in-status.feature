Feature: Updating the opt-in status of many contacts

  Rule: Bulk opt-in makes all selected contacts marketable in one step
    > If you do have permission to send marketing email, bulk opt-in makes all these contacts marketable in one step.

    > The status is applied to all selected contacts and goes from Non-Marketable to marketable.

    Scenario: 60 contacts on two pages of results
      > You first find the contacts with the Email Engagement Tracker, then you update all of them together.

      Given 60 Non-Marketable contacts
      When the user opts in all Non-Marketable contacts in bulk
      Then 60 contacts are Opted-In
      And no Non-Marketable contact is left

    Scenario: Two contacts that share an address
      Given Ana Ruiz and Ben Cole share a Non-Marketable address
      When the user opts in all Non-Marketable contacts in bulk
      Then Ana Ruiz is Opted-In
      And Ben Cole is Opted-In

  Rule: Contacts get campaigns after they were opted in
    > From now on they can get your broadcasts and the messages of your automated follow-up sequences.

    Scenario: A broadcast and a sequence after bulk opt-in
      Given the Non-Marketable contact Ana Ruiz
      And a sequence with a message after 1 day
      And the user opted in all Non-Marketable contacts in bulk
      When the user sends a broadcast to all contacts
      And the user starts the sequence for all contacts
      And 1 day passes
      Then Ana Ruiz receives the broadcast
      And Ana Ruiz receives message 1 of the sequence

  Rule: Bulk opt-in changes no status other than Non-Marketable
    > **Important:** Bulk opt-in works for Non-Marketable contacts only. Contacts with another status, such as
    > Unsubscribed or Hard Bounce, cannot be changed with it.

    Scenario: A contact of each status is selected
      Given a contact of each email status
      When the user opts in all contacts in bulk
      Then every contact except the Non-Marketable one keeps its status
      But no Non-Marketable contact is left

  Rule: The Actions drop-down can be searched
    > In the **Actions** drop-down, search for and select **Update Opt-In/Out Status**.

    Scenario: Search for a part of the name
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      When the user searches the bulk actions for "opt-in"
      Then only the bulk action "Update Opt-In/Out Status" is offered

  Rule: The dialog has a check box for each email field and a radio button for each status
    > The dialog lists the email fields (Email 1, Email 2 and so on) as check boxes. Opt-In and Opt-Out are radio buttons.

    Scenario: Three email fields and two statuses
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      When the user opens the dialog that updates the opt-in status
      Then the dialog has these check boxes:
        | Email 1 |
        | Email 2 |
        | Email 3 |
      And the dialog has these radio buttons:
        | Opt-In  |
        | Opt-Out |

  Rule: The dialog needs an email field and a status
    > The dialog changes nothing without an email field and a status.

    Scenario: No email field is selected
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      When the user processes Opt-In without an email field
      Then the dialog says "Select the email fields to update."
      And Ana Ruiz is Non-Marketable

    Scenario: No status is selected
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      When the user processes Email 1 without a status
      Then the dialog says "Select Opt-In or Opt-Out."
      And Ana Ruiz is Non-Marketable

  Rule: Only the selected email fields change
    > Email fields that you do not select keep their status.

    Scenario Outline: A contact with two Non-Marketable addresses
      Given these contacts:
        | name     | Email 1        | Email 2        |
        | Ana Ruiz | Non-Marketable | Non-Marketable |
      When the user opts in <fields> of all contacts in bulk
      Then Email 1 of Ana Ruiz is <status of Email 1>
      And Email 2 of Ana Ruiz is <status of Email 2>

      Examples:
        | fields              | status of Email 1 | status of Email 2 |
        | Email 1             | Opted-In          | Non-Marketable    |
        | Email 2             | Non-Marketable    | Opted-In          |
        | Email 1 and Email 2 | Opted-In          | Opted-In          |

  Rule: Opt-Out makes Non-Marketable and marketable addresses Unsubscribed
    > If you select **Opt-Out** instead, Non-Marketable and marketable addresses become Unsubscribed.

    Scenario Outline: Status before and after bulk opt-out
      Given the <status before> contact Ana Ruiz
      When the user opts out all contacts in bulk
      Then Ana Ruiz is <status after>

      Examples:
        | status before  | status after |
        | Non-Marketable | Unsubscribed |
        | Unconfirmed    | Unsubscribed |
        | Confirmed      | Unsubscribed |
        | Opted-In       | Unsubscribed |
        | Hard Bounce    | Hard Bounce  |

  Rule: Bulk opt-in changes only contacts that were found and selected
    > Contacts that you leave out of the selection keep their status, and so do contacts that come in after your search.

    Scenario: One of 60 contacts is not selected
      Given 60 Non-Marketable contacts
      And all Non-Marketable contacts are selected
      And the first contact in the results is not selected
      When the user opts in the selected contacts
      Then 59 contacts are Opted-In
      And 1 contact is Non-Marketable

    Scenario: A contact is added after the search
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      And the Non-Marketable contact Ben Cole is added after the search
      When the user opts in the selected contacts
      Then Ana Ruiz is Opted-In
      But Ben Cole is Non-Marketable

  Rule: A message counts the addresses that changed and those that did not
    > A message tells you how many email addresses changed, and how many kept their status.

    Scenario: One address of each status
      Given a contact of each email status
      When the user opts in all contacts in bulk
      Then the message says that 1 email address changed from Non-Marketable to Opted-In
      And the message says that 8 email addresses kept their status:
        | Unconfirmed    | 1 |
        | Confirmed      | 1 |
        | Opted-In       | 1 |
        | Unsubscribed   | 1 |
        | Soft Bounce    | 1 |
        | Hard Bounce    | 1 |
        | Spam Complaint | 1 |
        | Invalid        | 1 |

    Scenario: Three contacts with two addresses
      Given Ana Ruiz and Ben Cole share a Non-Marketable address
      And the Non-Marketable contact Cy Hall
      When the user opts in all Non-Marketable contacts in bulk
      Then the message says that 2 email addresses changed from Non-Marketable to Opted-In
