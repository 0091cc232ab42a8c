package io.spadework.notation;

import java.util.List;

/**
 * How a node is drawn.
 *
 * @param kind         what it is, for people: "SPADE node"
 * @param name         its name
 * @param detail       its key parameters in one line; may be empty
 * @param inside       what happens inside, in one line; empty where the detail says all
 * @param output       shape of the output, "C x H x W"; empty if unknown
 * @param parameters   number of learned parameters, "21.6 M"; empty if it has none or they are unknown
 * @param multiplyAdds multiply-adds for one image, "5.4 G"; empty if there are none or they are unknown
 * @param formula      what it computes
 * @param symbol       what stands inside a {@link Outline#CIRCLE}; otherwise empty
 * @param icon         file name, without ending, of its icon in this bundle's folder icons
 * @param ports        where edges enter
 * @param tap          whether feature matching compares its output
 * @param frozen       whether it does not learn where this is drawn
 */
public record NodeNotation(String kind, String name, String detail, String inside, String output, String parameters, String multiplyAdds,
		String formula, Family family, Outline outline, String symbol, String icon, List<PortNotation> ports, boolean tap,
		boolean frozen) {
}
