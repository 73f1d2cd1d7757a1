/** Stands for the type of what is named but not in the inventory, in the address. */
export const notInInventory = '?'
