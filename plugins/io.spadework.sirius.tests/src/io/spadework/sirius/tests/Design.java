package io.spadework.sirius.tests;

import static io.spadework.sirius.tests.Xml.of;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EClass;

import io.spadework.model.Names;
import io.spadework.model.edit.changes.AddLoss;
import io.spadework.model.edit.changes.Create;
import io.spadework.model.study.Block;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.notation.Colour;
import io.spadework.notation.Family;
import io.spadework.notation.Icons;
import io.spadework.notation.NodeNotation;
import io.spadework.notation.Notation;
import io.spadework.notation.Outline;
import io.spadework.notation.Theme;
import io.spadework.notation.Toolbox;
import io.spadework.notation.training.Role;

/**
 * The viewpoint specification as the notation makes it: a mapping for each kind of node with its family's colours and its icon, a tool for each tool of the
 * toolbox, a mapping for each role in a training. The file in io.spadework.sirius is what this writes, which a test sees to.
 */
final class Design {

	private static final String VIEWPOINT = "//@ownedViewpoints[name='Spadework']";
	private static final String ARCHITECTURE = VIEWPOINT + "/@ownedRepresentations[name='Architecture']";
	private static final String DISCRIMINATOR = VIEWPOINT + "/@ownedRepresentations[name='Discriminator']";
	private static final String TRAINING = VIEWPOINT + "/@ownedRepresentations[name='Training']";
	private static final String NODES = ARCHITECTURE + "/@defaultLayer/@nodeMappings";
	private static final String CONTAINERS = ARCHITECTURE + "/@defaultLayer/@containerMappings";
	private static final String PARTS = TRAINING + "/@defaultLayer/@nodeMappings";
	private static final int SCALES = 4;

	private final List<EClass> kinds = StudyPackage.eINSTANCE.getEClassifiers().stream().filter(EClass.class::isInstance).map(EClass.class::cast)
			.filter(each -> !each.isAbstract() && Literals.NODE.isSuperTypeOf(each)).toList();
	private final List<EClass> plain = kinds.stream().filter(each -> each != Literals.BLOCK_USE && each != Literals.STAGE).toList();

	/** The text of the file. */
	static String write() {
		StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
		new Design().group().write(text, "");
		return text.toString();
	}

	private Xml group() {
		return of("description:Group").with("xmi:version", "2.0").with("xmlns:xmi", "http://www.omg.org/XMI").with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
				.with("xmlns:description", "http://www.eclipse.org/sirius/description/1.1.0").with("xmlns:tool", "http://www.eclipse.org/sirius/description/tool/1.1.0")
				.with("xmlns:validation", "http://www.eclipse.org/sirius/description/validation/1.1.0")
				.with("xmlns:diagram", "http://www.eclipse.org/sirius/diagram/description/1.1.0").with("xmlns:style", "http://www.eclipse.org/sirius/diagram/description/style/1.1.0")
				.with("xmlns:gesture", "http://www.eclipse.org/sirius/diagram/description/tool/1.1.0").with("xmlns:filter", "http://www.eclipse.org/sirius/diagram/description/filter/1.1.0")
				.with("xmlns:table", "http://www.eclipse.org/sirius/table/description/1.1.0").with("name", "Spadework").with("version", "15.4.0.202401051836")
				.add(of("ownedViewpoints").with("name", "Spadework").with("endUserDocumentation", "Networks for semantic image synthesis, and how they are trained.").with("modelFileExtension", "spade")
						.add(architecture(), discriminator(), training("Training", "study::Experiment"), training("Training phase", "study::Phase"), experiments(), networks())
						.add(Stream.of("GraphServices", "TrainingServices", "TableServices", "ProblemServices")
								.map(each -> of("ownedJavaExtensions").with("qualifiedClassName", "io.spadework.sirius." + each)).toList()))
				.add(colours());
	}

	private static Xml colours() {
		Map<String, Colour> colours = new LinkedHashMap<>();
		for (Family family : Family.values()) {
			colours.put(family + "_fill", family.on(Theme.LIGHT).fill());
			colours.put(family + "_stroke", family.on(Theme.LIGHT).stroke());
		}
		colours.put("text", Theme.LIGHT.text());
		colours.put("quiet", Theme.LIGHT.quietText());
		colours.put("line", Theme.LIGHT.line());
		colours.put("frame", Theme.LIGHT.frame());
		colours.put("canvas", Theme.LIGHT.canvas());
		return of("userColorsPalettes").with("name", "Spadework").add(colours.entrySet().stream().map(each -> of("entries", "description:UserFixedColor").with("name", each.getKey())
				.with("red", "" + each.getValue().red()).with("green", "" + each.getValue().green()).with("blue", "" + each.getValue().blue())).toList());
	}

	private static String colour(String name) {
		return "//@userColorsPalettes[name='Spadework']/@entries[name='" + name + "']";
	}

	private static Xml metamodel() {
		return of("metamodel").with("href", "http://spadework.io/study/2#/");
	}

	private static Xml validation() {
		return of("validationSet").with("name", "Rules").add(rule("Error", "ERROR", "service:errors", "service:hasNoError"), rule("Warning", "WARNING", "service:warnings", "service:hasNoWarning"),
				rule("Info", "INFO", "service:infos", "service:hasNoInfo"));
	}

	private static Xml rule(String name, String level, String message, String audit) {
		return of("ownedRules", "validation:SemanticValidationRule").with("name", name).with("level", level).with("message", message).with("targetClass", "study::Element")
				.add(of("audits").with("auditExpression", audit),
						of("fixes").with("name", "Quick fix").add(of("initialOperation").add(context("firstModelOperations", "service:mend"))));
	}

	// ---- architecture

	private Xml architecture() {
		return of("ownedRepresentations", "diagram:DiagramDescription").with("name", "Architecture").with("titleExpression", "feature:name").with("domainClass", "study::Graph")
				.with("enablePopupBars", "true").add(metamodel(), filters(), validation(), of("layout", "diagram:CompositeLayout").with("padding", "30"))
				.add(of("defaultLayer").with("name", "Data").add(plain.stream().map(this::node).toList()).add(edge("data", "service:dataEdges", false))
						.add(container(Literals.BLOCK_USE), container(Literals.STAGE)).add(sections()))
				.add(layer("Conditioning edges", true).add(edge("conditioning", "service:conditioningEdges", true)), layer("Shapes", true), layer("Costs", false));
	}

	private static Xml layer(String name, boolean on) {
		return of("additionalLayers").with("name", name).with("activeByDefault", on ? "true" : null);
	}

	private Xml filters() {
		return of("filters", "filter:CompositeFilterDescription").with("name", "Hide activations and norms")
				.add(of("filters", "filter:MappingFilter").with("mappings", refs(NODES, Literals.ACTIVATION, Literals.NORMALISATION, Literals.DROPOUT)));
	}

	private static String refs(String path, EClass... kinds) {
		return Arrays.stream(kinds).map(kind -> ref(path, kind.getName())).collect(Collectors.joining(" "));
	}

	private static String ref(String path, String name) {
		return path + "[name='" + name.replace(" ", "%20") + "']";
	}

	private String allNodes() {
		return Stream.concat(plain.stream().map(kind -> ref(NODES, kind.getName())), Stream.of(ref(CONTAINERS, "BlockUse"), ref(CONTAINERS, "Stage"))).collect(Collectors.joining(" "));
	}

	private static NodeNotation look(EClass kind) {
		Study study = StudyFactory.eINSTANCE.createStudy();
		Block block = StudyFactory.eINSTANCE.createBlock();
		study.getBlocks().add(block);
		Node node = Create.node(kind);
		block.getNodes().add(node);
		return Notation.of(block).of(node);
	}

	private Xml node(EClass kind) {
		NodeNotation look = look(kind);
		Xml mapping = of("nodeMappings").with("name", kind.getName()).with("deletionDescription", ref(tools(), "delete")).with("labelDirectEdit", ref(tools(), "edit"))
				.with("semanticCandidatesExpression", "feature:nodes").with("synchronizationLock", "true").with("domainClass", "study::" + kind.getName())
				.add(nodeStyle(look.outline(), look.family(), kind));
		if (kind == Literals.CONVOLUTION)
			mapping.add(conditional("service:isNarrowing", nodeStyle(Outline.NARROWING, look.family(), kind)));
		if (kind == Literals.BLOCK_INPUT)
			mapping.add(conditional("service:isLabelMap", nodeStyle(look.outline(), Family.LABEL_MAP, kind)), conditional("service:isStyle", nodeStyle(look.outline(), Family.STYLE, kind)));
		return mapping;
	}

	private static Xml conditional(String predicate, Xml style) {
		return of("conditionnalStyles").with("predicateExpression", predicate).add(style);
	}

	private static Xml nodeStyle(Outline outline, Family family, EClass kind) {
		return nodeStyle(outline, family, kind, "service:label(diagram)", "service:explain", "solid");
	}

	private static Xml nodeStyle(Outline outline, Family family, EClass kind, String label, String tooltip, String border) {
		String type = switch (outline) {
		case CIRCLE -> "style:LozengeNodeDescription";
		case PILL, OCTAGON -> "style:EllipseNodeDescription";
		case PARALLELOGRAM -> "style:NoteDescription";
		default -> "style:SquareDescription";
		};
		String line = !"solid".equals(border) ? border : switch (outline) {
		case NARROWING -> "dash_dot";
		case WIDENING -> "dot";
		default -> "solid";
		};
		Xml style = of("style", type).with("labelSize", "9").with("iconPath", icon(kind)).with("labelExpression", label).with("labelColor", colour("text")).with("tooltipExpression", tooltip)
				.with("borderSizeComputationExpression", outline == Outline.DOUBLE_BOX || outline == Outline.BANDED_BOX ? "3" : "1").with("borderColor", colour(family + "_stroke"))
				.with("sizeComputationExpression", "-1").with("labelPosition", "node").with("resizeKind", "NSEW").with("color", colour(family + "_fill"));
		return "solid".equals(line) ? style : style.with("borderLineStyle", line);
	}

	private static String icon(EClass kind) {
		return "/io.spadework.notation/icons/" + Icons.of(kind) + ".svg";
	}

	private static Xml container(EClass kind) {
		return of("containerMappings").with("name", kind.getName()).with("deletionDescription", ref(tools(), "delete")).with("labelDirectEdit", ref(tools(), "edit"))
				.with("semanticCandidatesExpression", "feature:nodes").with("doubleClickDescription", ref(tools(), "open")).with("synchronizationLock", "true")
				.with("domainClass", "study::" + kind.getName()).with("childrenPresentation", "List")
				.add(of("subNodeMappings").with("name", "Inside " + kind.getName()).with("deletionDescription", ref(tools(), "keep"))
						.with("semanticCandidatesExpression", "service:nodesInside").with("synchronizationLock", "true").with("domainClass", "study::Node")
						.add(of("style", "style:SquareDescription").with("showIcon", "false").with("labelExpression", "service:brief").with("labelColor", colour("text"))
								.with("labelAlignment", "LEFT").with("tooltipExpression", "service:explain").with("borderColor", colour("frame")).with("sizeComputationExpression", "1").with("labelPosition", "node")
								.with("color", colour("canvas"))))
				.add(containerStyle(kind, Family.JOIN), conditional("service:isSpade", containerStyle(kind, Family.SPADE)),
						conditional("service:isConvolution", containerStyle(kind, Family.CONVOLUTION)));
	}

	private static Xml containerStyle(EClass kind, Family family) {
		return of("style", "style:FlatContainerStyleDescription").with("arcWidth", "10").with("arcHeight", "10").with("borderSizeComputationExpression", "3").with("borderColor", colour(family + "_stroke"))
				.with("labelSize", "9").with("iconPath", icon(kind)).with("labelExpression", "service:containerLabel(view)").with("labelColor", colour("text")).with("tooltipExpression", "service:explain")
				.with("roundedCorner", "true").with("widthComputationExpression", "-1").with("heightComputationExpression", "-1").with("backgroundStyle", "Liquid")
				.with("backgroundColor", colour(family + "_fill")).with("foregroundColor", colour(family + "_fill"));
	}

	private Xml edge(String name, String candidates, boolean conditioning) {
		Xml mapping = of("edgeMappings").with("name", name).with("deletionDescription", ref(tools(), "delete")).with("semanticCandidatesExpression", candidates).with("synchronizationLock", "true")
				.with("sourceMapping", allNodes()).with("targetMapping", allNodes()).with("targetFinderExpression", "feature:target").with("sourceFinderExpression", "feature:source")
				.with("domainClass", "study::Edge").with("useDomainElement", "true").with("reconnections", ref(tools(), "leave") + " " + ref(tools(), "enter"))
				.add(edgeStyle(conditioning ? Family.STYLE + "_stroke" : "line", conditioning ? "dash" : "solid", "service:edgeLabel(diagram)"));
		return conditioning ? mapping.add(conditional("service:bringsLabelMap", edgeStyle(Family.LABEL_MAP + "_stroke", "dash", "service:edgeLabel(diagram)"))) : mapping;
	}

	private static Xml edgeStyle(String colour, String line, String label) {
		Xml style = of("style").with("strokeColor", colour(colour)).with("targetArrow", "InputFillClosedArrow").with("sizeComputationExpression", "2").with("routingStyle", "manhattan");
		return ("solid".equals(line) ? style : style.with("lineStyle", line))
				.add(of("centerLabelStyleDescription").with("showIcon", "false").with("labelExpression", label).with("labelColor", colour("quiet")));
	}

	/** Where the tools that are not in a group of the palette are. */
	private static String tools() {
		return ARCHITECTURE + "/@defaultLayer/@toolSections[name='Edit']/@ownedTools";
	}

	private List<Xml> sections() {
		List<Xml> sections = new ArrayList<>();
		toolbox().forEach((title, tools) -> sections.add(of("toolSections").with("name", title).add(tools.stream().map(this::creation).toList())));
		sections.add(of("toolSections").with("name", "Blocks and stages").add(selection("Use of a block", "service:usableBlocks", Literals.BLOCK_USE),
				selection("Stage of a generator", "service:possibleStages", Literals.STAGE)));
		sections.add(of("toolSections").with("name", "Edit").add(connect(), reconnect("leave", "RECONNECT_SOURCE", "service:canLeave(target)", "service:element.leave(target)"),
				reconnect("enter", "RECONNECT_TARGET", "service:canEnter(target)", "service:element.enterOther(target)"),
				swap("SPADE instead of a norm", "service:element.swapToSpade", Literals.SPADE), swap("Instance norm instead of a norm", "service:element.swapToInstance", Literals.NORMALISATION),
				of("ownedTools", "gesture:DirectEditLabel").with("name", "edit").with("inputLabelExpression", "service:editText")
						.add(of("mask").with("mask", "{0}"), of("initialOperation").add(context("firstModelOperations", "service:edit(arg0)"))),
				deletion("delete", null, "service:element.takeAway"), deletion("keep", "false", "var:element"),
				open("open", "service:hasInside", "service:element.inside", ARCHITECTURE)));
		return sections;
	}

	/** The tools of networks and blocks, without those for what a study has: each once, in the order of the toolbox. */
	private static Map<String, Map<String, Toolbox.Tool>> groups() {
		Study study = StudyFactory.eINSTANCE.createStudy();
		Block block = StudyFactory.eINSTANCE.createBlock();
		Generator generator = StudyFactory.eINSTANCE.createGenerator();
		study.getBlocks().add(block);
		study.getNetworks().add(generator);
		Map<String, Map<String, Toolbox.Tool>> groups = new LinkedHashMap<>();
		for (Graph graph : List.of(generator, block))
			for (Toolbox.Group group : Toolbox.of(graph))
				for (Toolbox.Tool tool : group.tools())
					if (tool.make().get().eClass() != Literals.BLOCK_USE && tool.make().get().eClass() != Literals.STAGE)
						groups.computeIfAbsent(group.title(), title -> new LinkedHashMap<>()).putIfAbsent(tool.label(), tool);
		return groups;
	}

	private static Map<String, List<Toolbox.Tool>> toolbox() {
		Map<String, List<Toolbox.Tool>> tools = new LinkedHashMap<>();
		groups().forEach((title, each) -> tools.put(title, List.copyOf(each.values())));
		return tools;
	}

	private Xml creation(Toolbox.Tool tool) {
		return of("ownedTools", "gesture:NodeCreationDescription").with("name", tool.label()).with("documentation", tool.hint()).with("nodeMappings", ref(NODES, tool.make().get().eClass().getName()))
				.with("iconPath", "/io.spadework.notation/icons/" + tool.icon() + ".svg").with("extraMappings", allNodes())
				.add(of("variable").with("name", "container"), of("viewVariable").with("name", "containerView"),
						of("initialOperation").add(let("firstModelOperations", "tool", tool.label()).add(context("subModelOperations", "service:container.create(tool)"))));
	}

	private static Xml selection(String name, String candidates, EClass kind) {
		return of("ownedTools", "tool:SelectionWizardDescription").with("name", name).with("candidatesExpression", candidates).with("iconPath", icon(kind)).with("windowTitle", name)
				.with("message", "Which one?")
				.add(of("element").with("name", "element"), of("containerView").with("name", "containerView"), of("container").with("name", "container"),
						of("initialOperation").add(context("firstModelOperations", "service:container.createOf(element)")));
	}

	private static Xml connect() {
		String edges = ARCHITECTURE + "/@defaultLayer/@edgeMappings[name='data'] " + ARCHITECTURE + "/@additionalLayers[name='Conditioning%20edges']/@edgeMappings[name='conditioning']";
		return of("ownedTools", "gesture:EdgeCreationDescription").with("name", "Edge").with("documentation", "Leads into the port that suits; what cannot fit is refused.")
				.with("precondition", "service:preSource.canConnect(preTarget)").with("edgeMappings", edges).with("iconPath", icon(Literals.EDGE))
				.add(of("sourceVariable").with("name", "source"), of("targetVariable").with("name", "target"), of("sourceViewVariable").with("name", "sourceView"),
						of("targetViewVariable").with("name", "targetView"), of("initialOperation").add(context("firstModelOperations", "service:source.connect(target)")));
	}

	private static Xml reconnect(String name, String kind, String precondition, String operation) {
		return of("ownedTools", "gesture:ReconnectEdgeDescription").with("name", name).with("precondition", precondition).with("reconnectionKind", kind)
				.add(of("source").with("name", "source"), of("target").with("name", "target"), of("sourceView").with("name", "sourceView"), of("targetView").with("name", "targetView"),
						of("element").with("name", "element"), of("initialOperation").add(context("firstModelOperations", operation)), of("edgeView").with("name", "edgeView"));
	}

	private static Xml swap(String name, String operation, EClass kind) {
		return generic(name, "service:isNorm", operation, kind);
	}

	private static Xml generic(String name, String precondition, String operation, EClass kind) {
		return of("ownedTools", "tool:ToolDescription").with("name", name).with("precondition", precondition).with("iconPath", icon(kind))
				.add(of("element").with("name", "element"), of("elementView").with("name", "elementView"), of("initialOperation").add(context("firstModelOperations", operation)));
	}

	private static Xml deletion(String name, String precondition, String operation) {
		return of("ownedTools", "gesture:DeleteElementDescription").with("name", name).with("precondition", precondition)
				.add(of("element").with("name", "element"), of("elementView").with("name", "elementView"), of("containerView").with("name", "containerView"),
						of("initialOperation").add(context("firstModelOperations", operation)));
	}

	private static Xml open(String name, String precondition, String there, String diagram) {
		return of("ownedTools", "gesture:DoubleClickDescription").with("name", name).with("precondition", precondition)
				.add(of("element").with("name", "element"), of("elementView").with("name", "elementView"), of("initialOperation").add(context("firstModelOperations", there)
						.add(of("subModelOperations", "gesture:Navigation").with("createIfNotExistent", "true").with("diagramDescription", diagram))));
	}

	private static Xml context(String feature, String expression) {
		return of(feature, "tool:ChangeContext").with("browseExpression", expression);
	}

	/** A variable with a text: expressions without a prefix are what they say. */
	private static Xml let(String feature, String variable, String text) {
		return of(feature, "tool:Let").with("variableName", variable).with("valueExpression", text);
	}

	// ---- discriminator

	private Xml discriminator() {
		String reused = Stream.concat(toolbox().entrySet().stream().flatMap(group -> group.getValue().stream().map(tool -> ref(section(group.getKey()), tool.label()))),
				Stream.of(ref(section("Blocks and stages"), "Use of a block"), ref(tools(), "Edge"), ref(tools(), "SPADE instead of a norm"), ref(tools(), "Instance norm instead of a norm")))
				.collect(Collectors.joining(" "));
		return of("ownedRepresentations", "diagram:DiagramDescription").with("name", "Discriminator").with("titleExpression", "feature:name").with("domainClass", "study::Discriminator")
				.with("enablePopupBars", "true").add(metamodel(), validation(), of("layout", "diagram:CompositeLayout").with("padding", "30"))
				.add(of("defaultLayer").with("name", "Data").with("reusedMappings", ARCHITECTURE + "/@defaultLayer/@edgeMappings[name='data']").with("reusedTools", reused)
						.add(of("containerMappings").with("name", "Scales").with("deletionDescription", ref(tools(), "keep")).with("labelDirectEdit", ref(tools(), "edit"))
								.with("semanticCandidatesExpression", "var:self").with("synchronizationLock", "true").with("domainClass", "study::Discriminator")
								.with("reusedNodeMappings", plain.stream().map(kind -> ref(NODES, kind.getName())).collect(Collectors.joining(" ")))
								.with("reusedContainerMappings", ref(CONTAINERS, "BlockUse"))
								.add(of("style", "style:FlatContainerStyleDescription").with("borderSizeComputationExpression", "1").with("borderColor", colour("line"))
										.with("labelSize", "10").with("iconPath", icon(Literals.DISCRIMINATOR)).with("labelExpression", "service:title").with("labelColor", colour("text"))
										.with("labelAlignment", "LEFT").with("roundedCorner", "true").with("backgroundStyle", "Liquid").with("backgroundColor", colour("canvas"))
										.with("foregroundColor", colour("canvas")))))
				.add(layer("Conditioning edges", true).with("reusedMappings", ARCHITECTURE + "/@additionalLayers[name='Conditioning%20edges']/@edgeMappings[name='conditioning']"),
						layer("Shapes", true), layer("Costs", false));
	}

	private static String section(String title) {
		return ref(ARCHITECTURE + "/@defaultLayer/@toolSections", title) + "/@ownedTools";
	}

	// ---- training

	/** A part of a training: its role and scale, what gives its elements, their class, and how it is drawn. */
	private record PartMapping(String name, String candidates, EClass domain, Outline outline, Family family, EClass icon) {
	}

	private static List<PartMapping> parts() {
		List<PartMapping> parts = new ArrayList<>();
		for (Role role : Role.values())
			switch (role) {
			case LABEL_MAP -> part(parts, role, "labelMaps", Literals.DATASET, Outline.PARALLELOGRAM, Family.LABEL_MAP, Literals.LABEL_MAP_INPUT);
			case EDGE_MAP -> part(parts, role, "edgeMaps", Literals.DATASET, Outline.PARALLELOGRAM, Family.LABEL_MAP, Literals.EDGE_MAP_INPUT);
			case REAL_IMAGE -> part(parts, role, "realImages", Literals.DATASET, Outline.PARALLELOGRAM, Family.IMAGE, Literals.IMAGE_INPUT);
			case STYLE_IMAGE -> part(parts, role, "styleImages", Literals.IMAGE_INPUT, Outline.PARALLELOGRAM, Family.STYLE, Literals.IMAGE_INPUT);
			case ENCODER -> part(parts, role, "encoders", Literals.STYLE_ENCODER, Outline.NARROWING, Family.STYLE, Literals.STYLE_ENCODER);
			case STYLE_CODE -> part(parts, role, "styleCodes", Literals.STYLE_CODE_INPUT, Outline.CIRCLE, Family.STYLE, Literals.STYLE_CODE_INPUT);
			case STAGE -> part(parts, role, "stages", Literals.STAGE, Outline.BANDED_BOX, Family.CONVOLUTION, Literals.STAGE);
			case GENERATOR -> part(parts, role, "generators", Literals.GENERATOR, Outline.DOUBLE_BOX, Family.CONVOLUTION, Literals.GENERATOR);
			case GENERATED_IMAGE -> part(parts, role, "generatedImages", Literals.NAMED_ELEMENT, Outline.PARALLELOGRAM, Family.IMAGE, Literals.OUTPUT);
			case JUDGED -> part(parts, role, "judged", Literals.DISCRIMINATOR, Outline.CIRCLE, Family.JOIN, Literals.CONCATENATION);
			case DISCRIMINATOR -> {
				for (int scale = 1; scale <= SCALES; scale++)
					parts.add(new PartMapping(role + " " + scale, "service:discriminators" + scale, Literals.DISCRIMINATOR, Outline.NARROWING, Family.CONVOLUTION, Literals.DISCRIMINATOR));
			}
			case FEATURE_NETWORK -> part(parts, role, "featureNetworks", Literals.FEATURE_NETWORK, Outline.DOUBLE_BOX, Family.RESAMPLING, Literals.FEATURE_NETWORK);
			case SEGMENTER -> part(parts, role, "segmenters", Literals.SEGMENTER, Outline.DOUBLE_BOX, Family.CONVOLUTION, Literals.SEGMENTER);
			case GENERATOR_ADVERSARIAL -> part(parts, role, "generatorAdversarial", Literals.ADVERSARIAL_LOSS, Outline.OCTAGON, Family.LOSS, Literals.ADVERSARIAL_LOSS);
			case DISCRIMINATOR_ADVERSARIAL -> part(parts, role, "discriminatorAdversarial", Literals.ADVERSARIAL_LOSS, Outline.OCTAGON, Family.LOSS, Literals.ADVERSARIAL_LOSS);
			case FEATURE_MATCHING -> part(parts, role, "featureMatching", Literals.FEATURE_MATCHING_LOSS, Outline.OCTAGON, Family.LOSS, Literals.FEATURE_MATCHING_LOSS);
			case PERCEPTUAL -> part(parts, role, "perceptual", Literals.PERCEPTUAL_LOSS, Outline.OCTAGON, Family.LOSS, Literals.PERCEPTUAL_LOSS);
			case L1 -> part(parts, role, "l1", Literals.L1_LOSS, Outline.OCTAGON, Family.LOSS, Literals.L1_LOSS);
			case DIVERGENCE -> part(parts, role, "divergence", Literals.DIVERGENCE_LOSS, Outline.OCTAGON, Family.LOSS, Literals.DIVERGENCE_LOSS);
			case CROSS_ENTROPY -> part(parts, role, "crossEntropy", Literals.CROSS_ENTROPY_LOSS, Outline.OCTAGON, Family.LOSS, Literals.CROSS_ENTROPY_LOSS);
			case GENERATOR_TOTAL -> part(parts, role, "generatorTotals", Literals.OBJECTIVE, Outline.ROUNDED_BOX, Family.LOSS, Literals.OBJECTIVE);
			case DISCRIMINATOR_TOTAL -> part(parts, role, "discriminatorTotals", Literals.OBJECTIVE, Outline.ROUNDED_BOX, Family.LOSS, Literals.OBJECTIVE);
			}
		return parts;
	}

	private static void part(List<PartMapping> parts, Role role, String candidates, EClass domain, Outline outline, Family family, EClass icon) {
		parts.add(new PartMapping(role.toString(), "service:" + candidates, domain, outline, family, icon));
	}

	private static String allParts() {
		return parts().stream().map(part -> ref(PARTS, part.name())).collect(Collectors.joining(" "));
	}

	private static String trainingTools() {
		return TRAINING + "/@defaultLayer/@toolSections[name='Edit']/@ownedTools";
	}

	/** The diagram of an experiment has mappings and tools, and that of a phase uses them. */
	private static Xml training(String name, String domain) {
		boolean owner = name.equals("Training");
		Xml diagram = of("ownedRepresentations", "diagram:DiagramDescription").with("name", name).with("titleExpression", "service:trainingTitle").with("domainClass", domain)
				.with("enablePopupBars", "true").add(metamodel(), validation(), of("layout", "diagram:CompositeLayout").with("padding", "30"));
		if (owner)
			return diagram.add(of("defaultLayer").with("name", "Data").add(parts().stream().map(Design::partMapping).toList()).add(flow("data", "service:isDataFlow(sourceView,targetView,diagram)", "line", "solid"))
					.add(losses(), trainingEdit()))
					.add(layer("Conditioning flows", true).add(flow("label map", "service:isLabelMapFlow(sourceView,targetView,diagram)", Family.LABEL_MAP + "_stroke", "dash"),
							flow("style", "service:isStyleFlow(sourceView,targetView,diagram)", Family.STYLE + "_stroke", "dash")), layer("Shapes", true), layer("Costs", false));
		String tools = Stream.concat(AddLoss.kinds().stream().map(kind -> ref(TRAINING + "/@defaultLayer/@toolSections[name='Losses']/@ownedTools", Names.kind(kind))),
				Stream.of(ref(trainingTools(), "Freeze a stage"))).collect(Collectors.joining(" "));
		return diagram.add(of("defaultLayer").with("name", "Data").with("reusedMappings", allParts() + " " + TRAINING + "/@defaultLayer/@edgeMappings[name='data']").with("reusedTools", tools))
				.add(layer("Conditioning flows", true).with("reusedMappings", TRAINING + "/@additionalLayers[name='Conditioning%20flows']/@edgeMappings[name='label%20map'] " + TRAINING
						+ "/@additionalLayers[name='Conditioning%20flows']/@edgeMappings[name='style']"), layer("Shapes", true), layer("Costs", false));
	}

	private static Xml partMapping(PartMapping part) {
		boolean opens = part.domain() != Literals.DATASET && part.family() != Family.LOSS;
		boolean judge = part.domain() == Literals.DISCRIMINATOR;
		boolean loss = part.outline() == Outline.OCTAGON;
		boolean named = !loss;
		Xml mapping = of("nodeMappings").with("name", part.name()).with("deletionDescription", ref(trainingTools(), "remove"))
				.with("labelDirectEdit", loss || named ? ref(trainingTools(), "edit") : null).with("semanticCandidatesExpression", part.candidates())
				.with("doubleClickDescription", opens ? ref(trainingTools(), judge ? "open discriminator" : "open network") : null).with("synchronizationLock", "true")
				.with("domainClass", "study::" + part.domain().getName()).add(partStyle(part, part.family(), "solid"));
		if (part.icon() == Literals.STAGE)
			mapping.add(conditional("service:isFrozen(diagram)", partStyle(part, part.family(), "dash")));
		if (part.icon() == Literals.STAGE || part.icon() == Literals.GENERATOR)
			mapping.add(conditional("service:paintsWithSpade(diagram)", partStyle(part, Family.SPADE, "solid")));
		return mapping;
	}

	private static Xml partStyle(PartMapping part, Family family, String border) {
		return nodeStyle(part.outline(), family, part.icon(), "service:partLabel(view,diagram)", null, part.icon() == Literals.FEATURE_NETWORK ? "dash" : border);
	}

	private static Xml flow(String name, String precondition, String colour, String line) {
		return of("edgeMappings").with("name", name).with("preconditionExpression", precondition).with("deletionDescription", ref(trainingTools(), "keep")).with("synchronizationLock", "true")
				.with("sourceMapping", allParts()).with("targetMapping", allParts()).with("targetFinderExpression", "service:flowTargets(diagram)")
				.add(edgeStyle(colour, line, "service:flowLabel(view,diagram)"));
	}

	private static Xml losses() {
		return of("toolSections").with("name", "Losses").add(AddLoss.kinds().stream().map(kind -> of("ownedTools", "gesture:NodeCreationDescription").with("name", Names.kind(kind))
				.with("nodeMappings", parts().stream().filter(part -> part.domain() == kind).map(part -> ref(PARTS, part.name())).collect(Collectors.joining(" "))).with("iconPath", icon(kind))
				.add(of("variable").with("name", "container"), of("viewVariable").with("name", "containerView"),
						of("initialOperation").add(let("firstModelOperations", "kind", kind.getName()).add(context("subModelOperations", "service:container.addLoss(kind)")))))
				.toList());
	}

	private static Xml trainingEdit() {
		return of("toolSections").with("name", "Edit").add(generic("Freeze a stage", "service:isStage", "service:element.freeze(diagram)", Literals.STAGE),
				of("ownedTools", "gesture:DirectEditLabel").with("name", "edit").with("inputLabelExpression", "service:partText(view,diagram)")
						.add(of("mask").with("mask", "{0}"), of("initialOperation").add(context("firstModelOperations", "service:editPart(view,diagram,arg0)"))),
				deletion("remove", "service:isLoss", "service:element.removeLoss"), deletion("keep", "false", "var:element"),
				open("open network", "service:hasArchitecture", "service:element.networkBehind", ARCHITECTURE),
				open("open discriminator", null, "var:element", DISCRIMINATOR));
	}

	// ---- tables

	private static Xml experiments() {
		String table = VIEWPOINT + "/@ownedRepresentations[name='Experiments%20and%20parameters']";
		return of("ownedRepresentations", "table:CrossTableDescription").with("name", "Experiments and parameters").with("titleExpression", "feature:name").with("domainClass", "study::Study")
				.with("initialHeaderColumnWidth", "200")
				.add(metamodel(),
						of("ownedLineMappings").with("name", "Parameter").with("semanticCandidatesExpression", "feature:parameters").with("domainClass", "study::Parameter")
								.with("headerLabelExpression", "service:parameterTitle"),
						of("ownedColumnMappings").with("name", "Experiment").with("semanticCandidatesExpression", "feature:experiments").with("domainClass", "study::Experiment")
								.with("headerLabelExpression", "feature:name").with("initialWidth", "140"),
						of("intersection").with("name", "Value").with("lineMapping", table + "/@ownedLineMappings[name='Parameter']").with("columnMapping", table + "/@ownedColumnMappings[name='Experiment']")
								.with("labelExpression", "service:lineSemantic.valueIn(columnSemantic)").with("columnFinderExpression", "service:experimentsOf")
								.add(edit("service:lineSemantic.setValueIn(columnSemantic,arg0)")));
	}

	private static Xml edit(String operation) {
		return of("directEdit").add(of("variables").with("name", "element").with("documentation", "The edited element."),
				of("variables").with("name", "lineSemantic").with("documentation", "The element of the line."), of("variables").with("name", "columnSemantic").with("documentation", "The element of the column."),
				of("variables").with("name", "root").with("documentation", "The element of the table."), of("firstModelOperation", "tool:ChangeContext").with("browseExpression", operation), of("mask").with("mask", "{0}"));
	}

	private static Xml networks() {
		Xml table = of("ownedRepresentations", "table:EditionTableDescription").with("name", "Networks and costs").with("titleExpression", "feature:name").with("domainClass", "study::Study")
				.with("initialHeaderColumnWidth", "200")
				.add(metamodel(), of("ownedLineMappings").with("name", "Network").with("semanticCandidatesExpression", "feature:networks").with("domainClass", "study::Network")
						.with("headerLabelExpression", "feature:name"));
		table.add(of("ownedColumnMappings").with("name", "Name").with("headerLabelExpression", "Name").with("initialWidth", "180").with("featureName", "name").with("labelExpression", "feature:name")
				.add(edit("service:element.renameLine(arg0)")));
		Map<String, String> columns = new LinkedHashMap<>();
		columns.put("Kind", "networkKind");
		columns.put("Parameters", "networkParameters");
		columns.put("Multiply-adds", "networkMultiplyAdds");
		columns.put("Training memory", "networkMemory");
		columns.put("Nodes", "networkSize");
		columns.forEach((title, service) -> table.add(of("ownedColumnMappings").with("name", title).with("headerLabelExpression", title).with("initialWidth", "120").with("canEdit", "false")
				.with("featureName", "name").with("labelExpression", "service:" + service)));
		return table;
	}
}
