Feature: The list of tools

  Rule: The list tells what each tool is
    > The list of tools shows the name of each tool, its kind, and whether it is in working order.

    Scenario: Columns
      Given the user is on the start page
      When the user clicks "Tools"
      Then "table" lists the columns:
        | Name             |
        | Kind             |
        | In working order |

  @advisory
  Rule: The library enters what it buys
    No screen shows what stands on the shelves.

    > Everything that members can borrow has an entry in the administration.

