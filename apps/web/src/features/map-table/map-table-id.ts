/** Id of the table that stands in the map's place, to which the focus goes that was to go to the map. */
export const MAP_TABLE_ID = "map-table";
