Feature: Finding and selecting contacts in the Email Engagement Tracker

  Rule: New Search is offered only after a search
    > It appears only after a search was run.

    Scenario: First visit
      When the user opens the Email Engagement Tracker
      Then no New Search button is shown

    Scenario: Return after an earlier search
      Given 3 Non-Marketable contacts
      And the user searched the Email Engagement Tracker for Non-Marketable contacts earlier
      When the user opens the Email Engagement Tracker
      Then the New Search button is shown above the filter fields
      And the results are the 3 Non-Marketable contacts

  Rule: New Search clears the earlier search and resets the filters
    > click it to clear the earlier search.

    > Clicking it sets all filter fields back to their defaults.

    Scenario: An earlier search with all four filters
      Given the Non-Marketable contact Ana Ruiz
      And the user searched with these filters earlier:
        | Email status             | Non-Marketable |
        | Address or name contains | Ruiz           |
        | Source                   | CSV import     |
        | Last engagement          | Never          |
      When the user starts a new search
      Then the filters are:
        | Email status             | Any status     |
        | Address or name contains |                |
        | Source                   | Any source     |
        | Last engagement          | Any time       |
      And no search results are shown

  Rule: The filter offers every email status
    > The filter offers Non-Marketable, Unconfirmed, Confirmed and more.

    Scenario: Nine statuses and "Any status"
      When the user opens the Email Engagement Tracker
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

  Rule: A search for a status finds all contacts with that status, and no others
    > to show all Non-Marketable contacts.

    > With Non-Marketable selected, the search is limited to contacts that have this status.

    Scenario: One contact of each status
      Given a contact of each email status
      When the user searches for Non-Marketable contacts
      Then only the Non-Marketable contact is found

    Scenario: 60 contacts with the status and one with another status
      Given 60 Non-Marketable contacts
      And the Confirmed contact Ana Ruiz
      When the user searches for Non-Marketable contacts
      Then the results are the 60 Non-Marketable contacts

    Scenario: A contact with the status at the second address
      Given these contacts:
        | name     | Email 1      | Email 2        |
        | Ana Ruiz | Unsubscribed | Non-Marketable |
        | Ben Cole | Unsubscribed | Confirmed      |
      When the user searches for Non-Marketable contacts
      Then only Ana Ruiz is found

  Rule: Select All selects every contact on every page of the results
    > to select every contact in the results.

    > Each contact in the results then shows a check mark.

    Scenario: 60 contacts on two pages
      Given 60 Non-Marketable contacts
      When the user selects all Non-Marketable contacts
      Then 60 of 60 contacts are selected
      And all 60 contacts in the results have a check mark
