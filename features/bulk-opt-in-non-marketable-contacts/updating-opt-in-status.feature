Feature: Updating the opt-in status of many contacts

  Rule: Bulk opt-in makes all selected contacts marketable in one step
    > If you do have permission to send marketing email, bulk opt-in makes all these contacts marketable in one step.

    > The status is applied to all selected contacts and goes from Non-Marketable to marketable.

    Scenario: 120 contacts on three pages of results
      > You first find the contacts with the Email Engagement Tracker, then you update all of them together.

      Given 120 Non-Marketable contacts
      When the user opts in all Non-Marketable contacts in bulk
      Then 120 contacts are Opted-In
      And no Non-Marketable contact is left

    Scenario: A contact that was taken out of the selection and added again
      Given 3 Non-Marketable contacts
      And all Non-Marketable contacts are selected
      And contact 2 in the results is not selected
      And contact 2 in the results is selected again
      When the user opts in the selected contacts
      Then 3 contacts are Opted-In

    Scenario: The dialog was closed and is opened again
      Given 3 Non-Marketable contacts
      And all Non-Marketable contacts are selected
      And the user selected Email 1 and Opt-In in the dialog and closed it
      When the user opts in the selected contacts
      Then 3 contacts are Opted-In

    Scenario: Addresses in each email field, and an address that contacts share
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
        | Ben Cole |                | Non-Marketable |                |
        | Cy Hall  |                |                | Non-Marketable |
      And Di Wood and Eve Lind share a Non-Marketable address
      When the user applies Opt-In to Email 1, Email 2 and Email 3 of all Non-Marketable contacts
      Then all contacts are Opted-In

  Rule: Contacts get campaigns after they were opted in
    > From now on they can get your broadcasts and the messages of your automated follow-up sequences.

    Scenario: Broadcasts and a sequence after bulk opt-in
      Given contacts with one Non-Marketable address, in Email 1, Email 2 and Email 3
      And the user applied Opt-In to Email 1, Email 2 and Email 3 of all contacts
      When the user tries to send each of them a message of each kind
      Then each of them has received:
        | one-to-one emails | broadcasts | sequence messages |
        | 1                 | 2          | 2                 |

  Rule: Bulk opt-in changes no status other than Non-Marketable
    > **Important:** Bulk opt-in works for Non-Marketable contacts only. Contacts with another status, such as
    > Unsubscribed or Hard Bounce, cannot be changed with it.

    Scenario: Opt-In for three addresses of each status
      Given a contact of each email status, with three addresses
      When the user applies Opt-In to Email 1, Email 2 and Email 3 of all contacts
      Then only the addresses that were Non-Marketable are Opted-In now

    Scenario: Contacts unsubscribe after they were found and selected
      Given these contacts:
        | name     | Email 1        |
        | Ana Ruiz | Non-Marketable |
        | Ben Cole | Non-Marketable |
      And the user sent Ana Ruiz a one-to-one email
      And all Non-Marketable contacts are selected
      And in the meantime, Ana Ruiz unsubscribes with the link in the email
      When the user opts in the selected contacts
      Then Ana Ruiz is Unsubscribed
      But Ben Cole is Opted-In

  Rule: The Actions drop-down can be searched
    > In the **Actions** drop-down, search for and select **Update Opt-In/Out Status**.

    Scenario: Search for the name, in other letters, and for parts of it
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      When the user opens the bulk actions
      Then each of these searches offers only "Update Opt-In/Out Status":
        | Update Opt-In/Out Status |
        | update opt-in/out status |
        | OPT                      |
        | stat                     |
        | status  update           |

  Rule: The dialog has a check box for each email field
    > The dialog lists the email fields (Email 1, Email 2 and so on) as check boxes.

    Scenario: Three email fields
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      When the user opens the dialog that updates the opt-in status
      Then the dialog shows these check boxes:
        | Email 1 |
        | Email 2 |
        | Email 3 |

  Rule: The dialog has a radio button for each status
    > Opt-In and Opt-Out are radio buttons.

    Scenario: Two statuses
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      When the user opens the dialog that updates the opt-in status
      Then the dialog shows these radio buttons:
        | Opt-In  |
        | Opt-Out |

    Scenario Outline: The user changes the choice from <first> to <then>
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      When the user selects Email 1, <first> and <then> in the dialog
      Then only the radio button <then> is selected

      Examples:
        | first   | then    |
        | Opt-Out | Opt-In  |
        | Opt-In  | Opt-Out |

  Rule: Process Action is at the bottom of the dialog
    > At the bottom of the dialog, click **Process Action**.

    Scenario: Position of the button
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      When the user opens the dialog that updates the opt-in status
      Then the Process Action button is at the bottom of the dialog

  Rule: Process Action closes the dialog
    > This closes the dialog.

    Scenario Outline: Bulk opt-in of a <status> contact
      Given the <status> contact Ana Ruiz
      When the user applies Opt-In to Email 1 of all contacts
      Then nothing of the dialog is left on the screen

      Examples:
        | status         |
        | Non-Marketable |
        | Unsubscribed   |

  Rule: The dialog needs an email field and a status
    > The dialog changes nothing without an email field and a status.

    Scenario Outline: "<fields>" and "<status>" are selected
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
      And all Non-Marketable contacts are selected
      When the user clicks Process Action with these selections:
        | <fields> | <status> |
      Then the dialog says "Select <what is missing>."
      And all contacts are Non-Marketable

      Examples:
        | fields           | status  | what is missing                                  |
        |                  | Opt-In  | the email fields to update                       |
        |                  | Opt-Out | the email fields to update                       |
        | Email 1          |         | Opt-In or Opt-Out                                |
        | Email 2, Email 3 |         | Opt-In or Opt-Out                                |
        |                  |         | the email fields to update and Opt-In or Opt-Out |

    Scenario: The selections were made before the dialog was closed and opened again
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      And the user selected Email 1 and Opt-Out in the dialog and closed it
      When the user clicks Process Action with these selections:
        |  | Opt-In |
      Then the dialog says "Select the email fields to update."
      And all contacts are Non-Marketable

  Rule: Only the selected email fields change
    > Email fields that you do not select keep their status.

    Scenario Outline: <choice> of <fields>
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
      When the user applies <choice> to <fields> of all contacts
      Then the email statuses are:
        | name     | Email 1   | Email 2   | Email 3   |
        | Ana Ruiz | <Email 1> | <Email 2> | <Email 3> |

      Examples:
        | choice  | fields              | Email 1        | Email 2        | Email 3        |
        | Opt-In  | Email 1             | Opted-In       | Non-Marketable | Non-Marketable |
        | Opt-In  | Email 2             | Non-Marketable | Opted-In       | Non-Marketable |
        | Opt-In  | Email 3             | Non-Marketable | Non-Marketable | Opted-In       |
        | Opt-In  | Email 1 and Email 3 | Opted-In       | Non-Marketable | Opted-In       |
        | Opt-Out | Email 2             | Non-Marketable | Unsubscribed   | Non-Marketable |
        | Opt-Out | Email 1 and Email 3 | Unsubscribed   | Non-Marketable | Unsubscribed   |

    Scenario: The selection of a field before the dialog was closed and opened again
      Given these contacts:
        | name     | Email 1        | Email 2        |
        | Ana Ruiz | Non-Marketable | Non-Marketable |
      And all Non-Marketable contacts are selected
      And the user selected Email 2 and Opt-In in the dialog and closed it
      When the user opts in the selected contacts
      Then the email statuses are:
        | name     | Email 1  | Email 2        |
        | Ana Ruiz | Opted-In | Non-Marketable |

  Rule: Opt-Out makes Non-Marketable and marketable addresses Unsubscribed
    > If you select **Opt-Out** instead, Non-Marketable and marketable addresses become Unsubscribed.

    Scenario: Opt-Out for three addresses of each status
      Given a contact of each email status, with three addresses
      When the user applies Opt-Out to Email 1, Email 2 and Email 3 of all contacts
      Then only the addresses that were Non-Marketable, Unconfirmed, Confirmed and Opted-In are Unsubscribed now

    Scenario: The user selects Opt-In first, and Opt-Out instead
      Given the Non-Marketable contact Ana Ruiz
      And all Non-Marketable contacts are selected
      When the user processes Email 1 with Opt-In first, and Opt-Out instead
      Then Ana Ruiz is Unsubscribed

  Rule: Contacts that are left out of the selection keep their status
    > Contacts that you leave out of the selection keep their status,

    Scenario: The first and the last of 120 contacts are taken out of the selection
      Given 120 Non-Marketable contacts
      And all Non-Marketable contacts are selected
      And contacts 1 and 120 in the results are not selected
      When the user opts in the selected contacts
      Then contacts 1 and 120 are still Non-Marketable

    Scenario: The first and the last of 120 contacts are selected one by one
      Given 120 Non-Marketable contacts
      And the user searched the Email Engagement Tracker for Non-Marketable contacts earlier
      And contacts 1 and 120 in the results are selected
      When the user opts in the selected contacts
      Then only contacts 1 and 120 are Opted-In

    Scenario: A contact is added again to the selection, and another one is taken out
      Given 3 Non-Marketable contacts
      And all Non-Marketable contacts are selected
      And contact 1 in the results is not selected
      And contact 1 in the results is selected again
      And contact 2 in the results is not selected
      When the user opts in the selected contacts
      Then only contact 2 is Non-Marketable

    Scenario: All contacts on two pages are taken out of the selection, and two are added
      Given 60 Non-Marketable contacts
      And all Non-Marketable contacts are selected
      And the user cleared the selection with Select All
      And contacts 1 and 2 in the results are selected
      When the user opts in the selected contacts
      Then only contacts 1 and 2 are Opted-In

    Scenario: All contacts were selected in the search before
      Given 3 Non-Marketable contacts
      And all Non-Marketable contacts are selected
      And the user searched the Email Engagement Tracker for all contacts earlier
      And contacts 1 and 2 in the results are selected
      When the user opts in the selected contacts
      Then only contacts 1 and 2 are Opted-In

  Rule: The selection does not follow the filter

    Scenario: The filter is changed after the search
      Given the Non-Marketable contact Ana Ruiz
      And the Confirmed contact Ben Cole
      And all Non-Marketable contacts are selected
      And the user changed the email status filter to Confirmed, without a search
      When the user opts out the selected contacts
      # > to select every contact in the results.
      Then Ana Ruiz is Unsubscribed
      # > Contacts that you leave out of the selection keep their status,
      But Ben Cole is Confirmed

  Rule: Contacts that come in after the search keep their status
    > and so do contacts that come in after your search.

    Scenario: A contact is added before the results are selected
      Given the Non-Marketable contact Ana Ruiz
      And the user searched the Email Engagement Tracker for Non-Marketable contacts earlier
      And the Non-Marketable contact Ben Cole is added after the search
      And the user selected all results
      When the user opts in the selected contacts
      Then Ana Ruiz is Opted-In
      But Ben Cole is Non-Marketable

    Scenario: A contact is added after the results were selected
      Given 60 Non-Marketable contacts
      And all Non-Marketable contacts are selected
      And the Non-Marketable contact Ben Cole is added after the search
      When the user opts in the selected contacts
      Then 60 contacts are Opted-In
      But Ben Cole is Non-Marketable

  Rule: A message counts the addresses that changed and those that did not
    > A message tells you how many email addresses changed, and how many kept their status.

    Scenario: Bulk opt-in of three addresses of each status
      Given a contact of each email status, with three addresses
      When the user applies Opt-In to Email 1, Email 2 and Email 3 of all contacts
      Then the message says "3 email addresses changed from Non-Marketable to Opted-In", and 24 kept their status:
        | Unconfirmed    | 3 |
        | Confirmed      | 3 |
        | Opted-In       | 3 |
        | Unsubscribed   | 3 |
        | Soft Bounce    | 3 |
        | Hard Bounce    | 3 |
        | Spam Complaint | 3 |
        | Invalid        | 3 |

    Scenario: Bulk opt-out of two marketable addresses and two others
      Given these contacts:
        | name     | Email 1      | Email 2     | Email 3  |
        | Ana Ruiz | Confirmed    |             |          |
        | Ben Cole | Unsubscribed | Hard Bounce | Opted-In |
      When the user applies Opt-Out to Email 1, Email 2 and Email 3 of all contacts
      Then the message says "2 email addresses changed from Confirmed and Opted-In to Unsubscribed", and 2 kept their status:
        | Unsubscribed | 1 |
        | Hard Bounce  | 1 |

    Scenario: 120 contacts, two of whom share an address
      Given 118 Non-Marketable contacts
      And Ana Ruiz and Ben Cole share a Non-Marketable address
      When the user opts in all Non-Marketable contacts in bulk
      Then the message says "119 email addresses changed from Non-Marketable to Opted-In."

    Scenario: One address, which keeps its status
      Given the Unsubscribed contact Ana Ruiz
      When the user applies Opt-In to Email 1 of all contacts
      Then the message says "No email address changed. 1 left as they were: 1 Unsubscribed."
