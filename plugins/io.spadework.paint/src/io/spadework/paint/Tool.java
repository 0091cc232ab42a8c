package io.spadework.paint;

/** What the mouse does to a map. */
enum Tool {
	BRUSH("Brush", "brush", 'b', "Paints with a round brush"), PENCIL("Pencil", "pencil", 'p', "Paints single pixels"),
	LINE("Line", "line", 'l', "Draws a straight line with the brush"), RECTANGLE("Rectangle", "rectangle", 'r', "Fills a rectangle"),
	POLYGON("Polygon", "polygon", 'o', "Fills a polygon: a click for each corner, a double click or Enter for the last, Escape to give up"),
	FILL("Fill", "fill", 'f', "Fills a region of one label"), REPLACE("Replace", "replace", 'x', "Replaces a label everywhere: click on one of its pixels"),
	PICK("Pick", "pick", 'k', "Takes the label of a pixel"), ERASER("Eraser", "eraser", 'e', "Paints don't-care with the brush"),
	COPY("Copy", "copy", 'c', "Copies another map with the brush: one of a data set, chosen with New …");

	private final String title;
	private final String icon;
	private final char key;
	private final String says;

	Tool(String title, String icon, char key, String says) {
		this.title = title;
		this.icon = icon;
		this.key = key;
		this.says = says;
	}

	String title() {
		return title;
	}

	String icon() {
		return icon;
	}

	/** The key that takes it. */
	char key() {
		return key;
	}

	String says() {
		return says + " (" + Character.toUpperCase(key) + ")";
	}

	/** Whether it paints while the mouse moves. */
	boolean isFreehand() {
		return this == BRUSH || this == PENCIL || this == ERASER || this == COPY;
	}
}
