Feature: Finding contacts in the Email Engagement Tracker

  Rule: New Search is offered only once there is a search to clear
    > It appears only after a search was run.

    Scenario: Coming back later
      Given 3 Non-Marketable contacts
      And the user searched the Email Engagement Tracker for Non-Marketable contacts earlier
      When the user opens the Email Engagement Tracker
      Then the New Search button stands above the filter fields
      And the results are the 3 Non-Marketable contacts

  Rule: New Search puts the filters back to their defaults
    > Clicking it puts all filter fields back to their defaults.

    Scenario: Every filter was set
      Given the Non-Marketable contact Ana Ruiz
      And the user searched with these filters earlier:
        | Email status                  | Non-Marketable     |
        | Address or name contains      | Ruiz               |
        | Source                        | CSV import         |
        | Last engagement               | Never              |
      When the user starts a new search
      Then the filters show:
        | Email status                  | Any status         |
        | Address or name contains      |                    |
        | Source                        | Any source         |
        | Last engagement               | Any time           |
      And no New Search button is shown

  Rule: The filter offers every email status
    > The filter offers Non-Marketable, Unconfirmed, Confirmed and more.

    Scenario: The options of the filter
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

  Rule: A search for a status finds the contacts of that status and no others
    > With Non-Marketable selected, the search is limited to contacts that have this status.

    Scenario: One contact of each status
      Given a contact of each email status
      When the user searches for Non-Marketable contacts
      Then only the Non-Marketable contact is found

    Scenario: The status of a second address counts
      Given these contacts:
        | name     | Email 1      | Email 2        |
        | Ana Ruiz | Unsubscribed | Non-Marketable |
        | Ben Cole | Unsubscribed | Confirmed      |
      When the user searches for Non-Marketable contacts
      Then only Ana Ruiz is found

  Rule: Select All selects every contact on every page
    > Each contact in the results then shows a check mark.

    Scenario: Results on two pages
      Given 60 Non-Marketable contacts
      When the user selects all Non-Marketable contacts
      Then 60 of 60 contacts are selected
      And every contact on both pages of the results shows a check mark

    Scenario: One contact is taken out again
      Given 60 Non-Marketable contacts
      And all Non-Marketable contacts are selected
      When the user takes the first contact out of the selection
      Then 59 of 60 contacts are selected
      And Select All is no longer checked
