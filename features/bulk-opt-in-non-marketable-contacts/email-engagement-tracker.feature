Feature: Finding and selecting contacts in the Email Engagement Tracker

  Rule: New Search is offered only after a search
    > It appears only after a search was run.

    Scenario: First visit
      When the user opens the Email Engagement Tracker
      Then no New Search button is shown

    Scenario Outline: Return after an earlier search for <wanted> contacts
      Given the Non-Marketable contact Ana Ruiz
      And the user searched the Email Engagement Tracker for <wanted> contacts earlier
      When the user opens the Email Engagement Tracker
      Then the New Search button is shown

      Examples:
        | wanted         |
        | all            |
        | Non-Marketable |
        | Invalid        |

    Scenario: Return after a new search
      Given the Non-Marketable contact Ana Ruiz
      And the user searched the Email Engagement Tracker for Non-Marketable contacts earlier
      And the user started a new search
      When the user opens the Email Engagement Tracker
      Then no New Search button is shown

  Rule: New Search is above the filter fields
    > The button is above the filter fields.

    Scenario: Return after an earlier search
      Given the user searched the Email Engagement Tracker for Confirmed contacts earlier
      When the user opens the Email Engagement Tracker
      Then the New Search button is above the filter fields

  Rule: New Search clears the earlier search
    > click it to clear the earlier search.

    Scenario: Return after a new search with results before it
      Given 3 Non-Marketable contacts
      And the user searched the Email Engagement Tracker for Non-Marketable contacts earlier
      And the user started a new search
      When the user opens the Email Engagement Tracker
      Then no search results are shown

  Rule: New Search resets the filters
    > Clicking it sets all filter fields back to their defaults.

    Scenario Outline: An earlier search for <Email status> contacts
      Given the Non-Marketable contact Ana Ruiz
      And the user searched with these filters earlier:
        | Email status             | <Email status>    |
        | Address or name contains | <text>            |
        | Source                   | CSV import        |
        | Last engagement          | <Last engagement> |
      When the user starts a new search
      Then the filters are:
        | Email status             | Any status |
        | Address or name contains |            |
        | Source                   | Any source |
        | Last engagement          | Any time   |

      Examples:
        | Email status   | text     | Last engagement      |
        | Non-Marketable | Ruiz     | Never                |
        | Opted-In       | ana@     | In the last 30 days  |
        | Soft Bounce    | Ana Ruiz | In the last 90 days  |
        | Invalid        | nobody   | In the last year     |
        | Any status     | ruiz ana | More than a year ago |

  Rule: The filter offers every email status
    > The filter offers Non-Marketable, Unconfirmed, Confirmed and more.

    Scenario Outline: Nine statuses and "Any status", when <action>
      When <action>
      Then the email status filter offers:
        | Any status     |
        | Non-Marketable |
        | Unconfirmed    |
        | Confirmed      |
        | Opted-In       |
        | Unsubscribed   |
        | Soft Bounce    |
        | Hard Bounce    |
        | Spam Complaint |
        | Invalid        |

      Examples:
        | action                                      |
        | the user opens the Email Engagement Tracker |
        | the user searches for Confirmed contacts    |

  Rule: A search for a status finds all contacts with that status
    > to show all Non-Marketable contacts.

    Scenario: 120 contacts of several sources
      Given 120 Non-Marketable contacts
      And the Confirmed contact Ana Ruiz
      When the user searches for Non-Marketable contacts
      Then the results are the 120 Non-Marketable contacts

    Scenario: Contacts with the status at any of their addresses
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Confirmed      | Confirmed      |
        | Ben Cole | Unsubscribed   | Non-Marketable |                |
        | Cy Hall  | Hard Bounce    | Unsubscribed   | Non-Marketable |
        | Di Wood  |                |                | Non-Marketable |
      When the user searches for Non-Marketable contacts
      Then only Ana Ruiz, Ben Cole, Cy Hall and Di Wood are found

    Scenario: Three contacts with the same name
      Given 3 Non-Marketable contacts with the name Ana Ruiz
      When the user searches for Non-Marketable contacts
      Then only Ana Ruiz, Ana Ruiz and Ana Ruiz are found

  Rule: A search for a status finds no other contacts
    > With Non-Marketable selected, the search is limited to contacts that have this status.

    Scenario: Contacts of every other status
      Given a contact of each email status
      When the user searches for Non-Marketable contacts
      Then only the Non-Marketable contact is found

    Scenario: A contact who has the status in name, address and source only
      Given the Non-Marketable contact Ana Ruiz
      And a Confirmed contact with "Non-Marketable" in name, company, address, source and tags
      When the user searches for Non-Marketable contacts
      Then only Ana Ruiz is found

    Scenario: A search with all filters
      Given these contacts:
        | name     | Email 1        |
        | Ana Ruiz | Non-Marketable |
        | Ben Ruiz | Confirmed      |
        | Ana Cole | Non-Marketable |
      When the user searches with these filters:
        | Email status             | Non-Marketable |
        | Address or name contains | Ruiz           |
        | Source                   | CSV import     |
        | Last engagement          | Never          |
      Then only Ana Ruiz is found

  Rule: Select All is at the top left of the list
    > At the top left of the list, click the **Select All** check box

    Scenario: The list after a search
      Given 3 Non-Marketable contacts
      When the user searches for Non-Marketable contacts
      Then the Select All check box is at the top left of the list

  Rule: Select All selects every contact on every page of the results
    > to select every contact in the results.

    Scenario: 120 contacts on three pages
      Given 120 Non-Marketable contacts
      When the user selects all Non-Marketable contacts
      Then every contact in the results is selected

    Scenario: Select All on the last page
      Given 120 Non-Marketable contacts
      And the user searched the Email Engagement Tracker for Non-Marketable contacts earlier
      When the user selects all results on page 3
      Then every contact in the results is selected

    Scenario: One contact was taken out of the selection before
      Given 3 Non-Marketable contacts
      And all Non-Marketable contacts are selected
      And contact 2 in the results is not selected
      When the user selects all results again
      Then every contact in the results is selected

  Rule: Each selected contact shows a check mark
    > Each contact in the results then shows a check mark.

    Scenario: 120 contacts on three pages, as the eye sees them
      Given 120 Non-Marketable contacts
      When the user selects all Non-Marketable contacts
      Then every contact in the results has a check mark

  Rule: Actions is above the list
    > Above the list, click **Actions** to open the bulk actions.

    Scenario: The list with a selection
      Given 3 Non-Marketable contacts
      And all Non-Marketable contacts are selected
      When the user opens the bulk actions
      Then the Actions button is above the list
      And the bulk actions are shown
