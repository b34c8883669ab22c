Feature: Opting in Non-Marketable contacts in bulk, step by step

  Scenario: The procedure, step by step
    > You first find the contacts with the Email Engagement Tracker, then you update all of them together.

    Given 60 Non-Marketable contacts
    And the user searched the Email Engagement Tracker for Confirmed contacts earlier
    And the user is on the home page

    # > In the main navigation, click **Reports** to open the Reports section.
    When the user clicks "Reports" in the main navigation
    Then the page "Reports" opens

    # > Click **Email Engagement Tracker** to open the email status search.
    When the user clicks the link "Email Engagement Tracker"
    Then the page "Email Engagement Tracker" opens
    And the search for an email status is shown

    # > If a **New Search** button is visible, click it to clear the earlier search.
    When the user clicks the button "New Search"
    Then no search results are shown

    # > In the **Email status** filter, select **Non-Marketable**.
    When the user selects "Non-Marketable" in the filter "Email status"
    Then the filter "Email status" shows "Non-Marketable"

    # > Click **Search** to show all Non-Marketable contacts.
    When the user clicks the button "Search"
    Then the results are the 60 Non-Marketable contacts

    # > At the top left of the list, click the **Select All** check box to select every contact in the results.
    When the user checks the box "Select All" at the top left of the list
    Then 60 of 60 contacts are selected

    # > Above the list, click **Actions** to open the bulk actions.
    When the user clicks the button "Actions" above the list
    Then the list of bulk actions is open

    # > In the **Actions** drop-down, search for and select **Update Opt-In/Out Status**.
    When the user searches the actions for "Update Opt-In/Out Status"
    And the user selects the action "Update Opt-In/Out Status"
    # > This opens the dialog in which you choose what to update.
    Then the dialog "Update Opt-In/Out Status" opens

    # > In the **Update Opt-In/Out Status** dialog, select the email fields that you want to update.
    When the user checks the box "Email 1" in the dialog
    Then the box "Email 1" is checked in the dialog

    # > Then select **Opt-In**.
    When the user selects the radio button "Opt-In" in the dialog
    Then the radio button "Opt-In" is selected in the dialog

    # > At the bottom of the dialog, click **Process Action**.
    When the user clicks the button "Process Action" at the bottom of the dialog
    # > This applies the status to all selected contacts and closes the dialog.
    Then the dialog closes
    And the message says that 60 email addresses changed from Non-Marketable to Opted-In
