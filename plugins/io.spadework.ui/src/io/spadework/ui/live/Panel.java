package io.spadework.ui.live;

import java.util.List;

import io.spadework.ui.charts.Line;

/**
 * A chart of the live view: series that share a unit.
 *
 * @param id what it is known by
 * @param title what the values are, or null where the lines' labels say it
 */
public record Panel(String id, String title, List<Line> lines) {
}
