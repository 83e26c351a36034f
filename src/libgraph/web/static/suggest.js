// Suggestions under the search box; filled by the search room.
