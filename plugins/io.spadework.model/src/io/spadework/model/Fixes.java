package io.spadework.model;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.model.nodes.NodeRule;
import io.spadework.model.rules.DataRules;
import io.spadework.model.rules.Graphs;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.Argument;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.CrossEntropyLoss;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.DivergenceLoss;
import io.spadework.model.study.Edge;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Element;
import io.spadework.model.study.Evaluation;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.Graph;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Label;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Node;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Output;
import io.spadework.model.study.Padding;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Port;
import io.spadework.model.study.Resize;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.Sweep;
import io.spadework.model.study.SweepAxis;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.study.Upsample;
import io.spadework.model.study.WeightedNode;

/** The obvious ways to mend a problem. */
public final class Fixes {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	private static final Map<Rule, Function<EObject, List<Fix>>> ALL = Map.ofEntries(
			entry(Rule.ID, Fixes::id), entry(Rule.UNIQUE_ID, Fixes::id), entry(Rule.NAME, Fixes::name), entry(Rule.UNIQUE_NAME, Fixes::uniqueName),
			entry(Rule.PARAMETER_NAME, Fixes::parameterName), entry(Rule.DANGLING_EDGE, Fixes::edge), entry(Rule.DUPLICATE_EDGE, Fixes::edge), entry(Rule.PORT, Fixes::port),
			entry(Rule.EXTRA_INPUT, Fixes::extraInput), entry(Rule.DEAD_END, Fixes::deadEnd), entry(Rule.USELESS_BIAS, Fixes::uselessBias),
			entry(Rule.INERT_AFFINE, Fixes::inertAffine), entry(Rule.SINGLE_CHANNEL_SOFTMAX, Fixes::softmax), entry(Rule.OUTPUT_RANGE, Fixes::outputRange),
			entry(Rule.STRAY_TAP, Fixes::strayTap), entry(Rule.TAPS, Fixes::taps), entry(Rule.UNUSED_NETWORK, Fixes::unused), entry(Rule.UNUSED_BLOCK, Fixes::unused),
			entry(Rule.UNUSED_PARAMETER, Fixes::unusedParameter), entry(Rule.OVERRIDE, Fixes::override), entry(Rule.ARGUMENT, Fixes::argument),
			entry(Rule.EVEN_KERNEL, Fixes::evenKernel), entry(Rule.REFLECTION, Fixes::reflection), entry(Rule.AREA, Fixes::area), entry(Rule.EDGE_MAP, Fixes::edgeMap),
			entry(Rule.ADVERSARIAL, Fixes::adversarial), entry(Rule.PERCEPTUAL, Fixes::perceptual), entry(Rule.DIVERGENCE, Fixes::divergence),
			entry(Rule.FREE_CODES, Fixes::freeCodes), entry(Rule.CROSS_ENTROPY, Fixes::crossEntropy), entry(Rule.FROZEN, Fixes::frozen),
			entry(Rule.EVALUATION, Fixes::evaluation), entry(Rule.SWEEP_AXIS, Fixes::sweepAxis), entry(Rule.LOAD_SIZE, Fixes::loadSize),
			entry(Rule.BUILT_IN_LABELS, Fixes::builtInLabels), entry(Rule.LABEL_TABLE, Fixes::labelTable), entry(Rule.DONT_CARE, Fixes::dontCare), entry(Rule.INSTANCES, Fixes::instances), entry(Rule.NO_END, Fixes::noEnd));

	private Fixes() {
	}

	/** What would mend a problem; nothing where only the person can know. */
	public static List<Fix> of(Problem problem) {
		Function<EObject, List<Fix>> fixes = ALL.get(Rule.of(problem.rule()));
		return fixes == null ? List.of() : fixes.apply(problem.element());
	}

	/** Whether problems of a rule may have a fix. */
	public static boolean has(Rule rule) {
		return ALL.containsKey(rule);
	}

	private static List<Fix> fix(String label, Runnable change) {
		return List.of(new Fix(label, change));
	}

	/** A wrong colour gives way to the usual one; labels that the data set does not have go. */
	private static List<Fix> labelTable(EObject element) {
		if (element instanceof Label label) {
			return fix("Show it in its usual colour", () -> label.setColour(null));
		}
		Dataset dataset = (Dataset) element;
		try {
			int labels = Numbers.whole(dataset, Literals.DATASET__LABELS, Scope.of((Study) dataset.eContainer()));
			return labels >= dataset.getLabelTable().size() ? List.of()
					: fix("Remove the names beyond its " + labels + " labels", () -> dataset.getLabelTable().subList(labels, dataset.getLabelTable().size()).clear());
		} catch (ExpressionException e) {
			return List.of();
		}
	}

	private static List<Fix> id(EObject element) {
		return fix("Give it a new id", () -> ((Element) element).setId(Ids.random()));
	}

	private static List<Fix> name(EObject element) {
		String name = free(Names.kind(element), " ", siblings(element));
		return fix("Call it " + name, () -> ((NamedElement) element).setName(name));
	}

	/** The later of two elements of a name gets another; names in expressions mean the first. */
	private static List<Fix> uniqueName(EObject element) {
		NamedElement named = (NamedElement) element;
		List<Fix> fixes = new ArrayList<>();
		boolean taken = siblings(named).contains(named.getName());
		if (taken) {
			String name = free(named.getName(), named instanceof Parameter || named instanceof BlockParameter ? "" : " ", siblings(named));
			fixes.add(new Fix("Rename to " + name, () -> named.setName(name)));
		}
		if (!taken && named instanceof BlockInput input) {
			String name = free(input.getChannels(), "", names(input));
			fixes.add(new Fix("Call its channels " + name, () -> input.setChannels(name)));
		}
		return fixes;
	}

	private static List<Fix> parameterName(EObject element) {
		boolean channels = element instanceof BlockInput;
		String stated = channels ? ((BlockInput) element).getChannels() : ((NamedElement) element).getName();
		String usable = stated.strip().replaceAll("[^A-Za-z0-9_]", "_").replaceAll("^(?=[^A-Za-z])", "p");
		Set<String> taken = channels ? names((BlockInput) element) : siblings(element);
		taken.add(stated);
		String name = free(usable, "", taken);
		return channels ? fix("Call its channels " + name, () -> ((BlockInput) element).setChannels(name))
				: fix("Rename to " + name, () -> ((NamedElement) element).setName(name));
	}

	private static List<Fix> edge(EObject element) {
		return fix("Remove the edge", () -> remove((Edge) element));
	}

	private static List<Fix> port(EObject element) {
		Edge edge = (Edge) element;
		NodeRule<?> rule = NodeRule.of(edge.getTarget());
		List<Fix> fixes = new ArrayList<>();
		for (Port port : rule.ports(edge.getTarget())) {
			if (into(edge.getTarget(), port).size() < rule.mostInputs(edge.getTarget(), port)) {
				fixes.add(new Fix("Let it enter at " + port.getLiteral(), () -> edge.setPort(port)));
			}
		}
		fixes.add(new Fix("Remove the edge", () -> remove(edge)));
		return fixes;
	}

	private static List<Fix> extraInput(EObject element) {
		Node node = (Node) element;
		List<Edge> edges = into(node, Port.DATA);
		if (edges.size() < 2 || NodeRule.of(node).mostInputs(node, Port.DATA) != 1 || node instanceof Output || node instanceof BlockUse) {
			return List.of();
		}
		return fix("Join the inputs by a concatenation", () -> {
			Concatenation concatenation = before(node, NEW.createConcatenation());
			edges.forEach(edge -> edge.setTarget(concatenation));
			connect(concatenation, node);
		});
	}

	/** An input that nothing uses is one that the network has to have, or that a use or an encoder feeds. */
	private static List<Fix> deadEnd(EObject element) {
		Node node = (Node) element;
		boolean needed = node instanceof LabelMapInput || node instanceof ImageInput || node instanceof BlockInput || node instanceof StyleCodeInput;
		if (needed || !node.getOutgoing().isEmpty()) {
			return List.of();
		}
		return fix("Remove the " + Names.kind(node), () -> {
			List.copyOf(node.getIncoming()).forEach(Fixes::remove);
			EcoreUtil.remove(node);
		});
	}

	private static List<Fix> uselessBias(EObject element) {
		return fix("Set bias to false", () -> ((WeightedNode) element).setBias(false));
	}

	private static List<Fix> inertAffine(EObject element) {
		return fix("Set affine to false", () -> ((Normalisation) element).setAffine(false));
	}

	private static List<Fix> softmax(EObject element) {
		return fix("Make it a sigmoid", () -> ((Activation) element).setFunction(ActivationFunction.SIGMOID));
	}

	private static List<Fix> outputRange(EObject element) {
		Edge edge = (Edge) element;
		return fix("Insert a tanh", () -> {
			Activation tanh = before(edge.getTarget(), NEW.createActivation());
			tanh.setFunction(ActivationFunction.TANH);
			connect(edge.getSource(), tanh);
			edge.setSource(tanh);
		});
	}

	private static List<Fix> strayTap(EObject element) {
		return fix("Set tap to false", () -> ((Node) element).setTap(false));
	}

	private static List<Fix> taps(EObject element) {
		if (!(element instanceof Discriminator discriminator) || discriminator.getNodes().stream().noneMatch(Activation.class::isInstance)) {
			return List.of();
		}
		return fix("Make every activation a tap", () -> discriminator.getNodes().stream().filter(Activation.class::isInstance).forEach(node -> node.setTap(true)));
	}

	/** Only where nothing else in the study points at it or into it. */
	private static List<Fix> unused(EObject element) {
		if (isReferredTo(element)) {
			return List.of();
		}
		return fix("Remove the " + Names.kind(element), () -> EcoreUtil.remove(element));
	}

	/** Overrides of a parameter go with it, but not the axis of a sweep. */
	private static List<Fix> unusedParameter(EObject element) {
		List<ParameterOverride> overrides = study(element).getExperiments().stream().flatMap(experiment -> experiment.getOverrides().stream())
				.filter(override -> override.getParameter() == element).toList();
		if (study(element).getSweeps().stream().flatMap(sweep -> sweep.getAxes().stream()).anyMatch(axis -> axis.getParameter() == element)) {
			return List.of();
		}
		return fix("Remove the parameter", () -> {
			overrides.forEach(EcoreUtil::remove);
			EcoreUtil.remove(element);
		});
	}

	private static List<Fix> override(EObject element) {
		return fix("Remove the override", () -> EcoreUtil.remove(element));
	}

	private static List<Fix> argument(EObject element) {
		BlockUse use = (BlockUse) element;
		Set<BlockParameter> given = new HashSet<>();
		List<Argument> wrong = use.getArguments().stream().filter(argument -> argument.getParameter() == null || argument.getParameter().eContainer() != use.getBlock()
				|| !given.add(argument.getParameter())).toList();
		return wrong.isEmpty() ? List.of() : fix("Remove the arguments that do not belong", () -> use.getArguments().removeAll(wrong));
	}

	private static List<Fix> evenKernel(EObject element) {
		if (!(element instanceof Spade spade)) {
			return List.of();
		}
		String kernel = spade.getKernel().strip().matches("\\d{1,3}") ? String.valueOf(Integer.parseInt(spade.getKernel().strip()) + 1) : spade.getKernel() + " + 1";
		return fix("Set kernel to " + kernel, () -> spade.setKernel(kernel));
	}

	private static List<Fix> reflection(EObject element) {
		return fix("Fill the border with zeros", () -> {
			if (element instanceof Convolution convolution) {
				convolution.setPaddingMode(PaddingMode.ZERO);
			} else {
				((Padding) element).setMode(PaddingMode.ZERO);
			}
		});
	}

	private static List<Fix> area(EObject element) {
		return switch (element) {
			case Upsample upsample -> fix("Make it larger by nearest neighbours", () -> upsample.setMode(Interpolation.NEAREST));
			case Resize resize -> fix("Make it larger by nearest neighbours", () -> resize.setMode(Interpolation.NEAREST));
			case ResizeToHere resize -> fix("Make it larger by nearest neighbours", () -> resize.setMode(Interpolation.NEAREST));
			default -> List.of();
		};
	}

	private static List<Fix> edgeMap(EObject element) {
		List<Dataset> without = study(element).getExperiments().stream().map(Experiment::getDataset)
				.filter(dataset -> dataset != null && !dataset.isEdges() && DataRules.hasInstanceMaps(dataset)).distinct().toList();
		return without.isEmpty() ? List.of() : fix("Use instance edges", () -> without.forEach(dataset -> dataset.setEdges(true)));
	}

	private static List<Fix> adversarial(EObject element) {
		Experiment experiment = (Experiment) element;
		Objective objective = experiment.getObjective();
		if (experiment.getDiscriminator() == null) {
			List<Fix> fixes = new ArrayList<>();
			study(element).getNetworks().stream().filter(Discriminator.class::isInstance).map(Discriminator.class::cast)
					.forEach(each -> fixes.add(new Fix("Play against " + Names.of(each), () -> experiment.setDiscriminator(each))));
			if (isAlone(objective, experiment)) {
				fixes.add(new Fix("Remove the adversarial loss", () -> objective.setAdversarial(null)));
			}
			return fixes;
		}
		return fix("Add a hinge loss", () -> {
			AdversarialLoss loss = NEW.createAdversarialLoss();
			loss.setId(Ids.random());
			objective.setAdversarial(loss);
		});
	}

	private static List<Fix> perceptual(EObject element) {
		if (!(element instanceof PerceptualTerm term) || ((PerceptualLoss) term.eContainer()).getTerms().size() < 2) {
			return List.of();
		}
		return fix("Remove the term", () -> EcoreUtil.remove(term));
	}

	private static List<Fix> divergence(EObject element) {
		Experiment experiment = (Experiment) element;
		return isAlone(experiment.getObjective(), experiment) ? fix("Remove the divergence loss", () -> experiment.getObjective().setDivergence(null)) : List.of();
	}

	private static List<Fix> freeCodes(EObject element) {
		Experiment experiment = (Experiment) element;
		if (!isAlone(experiment.getObjective(), experiment)) {
			return List.of();
		}
		return fix("Add a divergence loss", () -> {
			DivergenceLoss loss = NEW.createDivergenceLoss();
			loss.setId(Ids.random());
			experiment.getObjective().setDivergence(loss);
		});
	}

	private static List<Fix> crossEntropy(EObject element) {
		Experiment experiment = (Experiment) element;
		Objective objective = experiment.getObjective();
		if (!isAlone(objective, experiment)) {
			return List.of();
		}
		if (experiment.getSegmenter() == null) {
			return fix("Remove the cross-entropy loss", () -> objective.setCrossEntropy(null));
		}
		return fix("Learn by cross-entropy alone", () -> {
			objective.eContents().stream().filter(loss -> loss != objective.getCrossEntropy()).toList().forEach(EcoreUtil::remove);
			if (objective.getCrossEntropy() == null) {
				CrossEntropyLoss loss = NEW.createCrossEntropyLoss();
				loss.setId(Ids.random());
				objective.setCrossEntropy(loss);
			}
		});
	}

	private static List<Fix> frozen(EObject element) {
		Phase phase = (Phase) element;
		return fix("Freeze nothing that is not there", () -> phase.getFrozen().removeIf(stage -> !Graphs.within(phase.getGenerator()).contains(stage.eContainer())));
	}

	private static List<Fix> evaluation(EObject element) {
		Evaluation evaluation = (Evaluation) element;
		boolean nothingIsHeldOut = study(element).getExperiments().stream()
				.anyMatch(experiment -> experiment.getEvaluation() == evaluation && experiment.getDataset() instanceof FolderDataset);
		return nothingIsHeldOut ? List.of() : fix("Measure on all held-out samples", () -> evaluation.setSamples("0"));
	}

	private static List<Fix> sweepAxis(EObject element) {
		SweepAxis axis = (SweepAxis) element;
		Sweep sweep = (Sweep) axis.eContainer();
		boolean first = sweep.getAxes().stream().filter(each -> each.getParameter() == axis.getParameter()).findFirst().orElseThrow() == axis;
		return axis.getParameter() != null && first || sweep.getAxes().size() < 2 ? List.of() : fix("Remove the axis", () -> EcoreUtil.remove(axis));
	}

	private static List<Fix> loadSize(EObject element) {
		Dataset dataset = (Dataset) element;
		return fix("Set load to " + dataset.getCrop(), () -> dataset.setLoad(dataset.getCrop()));
	}

	private static List<Fix> builtInLabels(EObject element) {
		Dataset dataset = (Dataset) element;
		return fix("Use the " + DataRules.LANDSCAPE_LABELS + " labels of the landscapes", () -> {
			dataset.setLabels(String.valueOf(DataRules.LANDSCAPE_LABELS));
			dataset.setDontCare(false);
		});
	}

	private static List<Fix> dontCare(EObject element) {
		return fix("Set dontCare to true", () -> ((Dataset) element).setDontCare(true));
	}

	private static List<Fix> instances(EObject element) {
		for (var all = study(element).eAllContents(); all.hasNext();) {
			if (all.next() instanceof EdgeMapInput) {
				return List.of(); // a network needs the edges
			}
		}
		return fix("Set edges to false", () -> ((Dataset) element).setEdges(false));
	}

	private static List<Fix> noEnd(EObject element) {
		return fix("Train for 50 epochs", () -> {
			if (element instanceof Phase phase) {
				phase.setEpochs("50");
			} else {
				((TrainingPlan) element).setEpochs("50");
			}
		});
	}

	private static Study study(EObject element) {
		return (Study) EcoreUtil.getRootContainer(element);
	}

	/** Whether no other experiment has the objective, so that it can be changed for this one. */
	private static boolean isAlone(Objective objective, Experiment experiment) {
		return study(experiment).getExperiments().stream().allMatch(each -> each == experiment || each.getObjective() != objective);
	}

	/** Whether anything outside of an element points at it or into it. */
	private static boolean isReferredTo(EObject element) {
		Collection<EObject> tree = new ArrayList<>(List.of(element));
		element.eAllContents().forEachRemaining(tree::add);
		return EcoreUtil.UsageCrossReferencer.findAll(tree, study(element)).values().stream().flatMap(Collection::stream)
				.anyMatch(setting -> !EcoreUtil.isAncestor(element, setting.getEObject()));
	}

	/** The names of the elements beside one. */
	private static Set<String> siblings(EObject element) {
		Set<String> names = new HashSet<>();
		EStructuralFeature place = element.eContainingFeature();
		if (place != null && place.isMany()) {
			for (Object each : (List<?>) element.eContainer().eGet(place)) {
				if (each != element && each instanceof NamedElement named) {
					names.add(named.getName());
				}
			}
		}
		return names;
	}

	/** What expressions of a block call by name, but for one input. */
	private static Set<String> names(BlockInput input) {
		Set<String> names = new HashSet<>();
		for (EObject each : input.eContainer().eContents()) {
			if (each instanceof BlockParameter parameter) {
				names.add(parameter.getName());
			} else if (each instanceof BlockInput other && other != input) {
				names.add(other.getChannels());
			}
		}
		return names;
	}

	/** A text, or, where it is taken, the text with the least number behind that is not. */
	private static String free(String text, String separator, Set<String> taken) {
		String free = text;
		for (int number = 2; taken.contains(free); number++) {
			free = text + separator + number;
		}
		return free;
	}

	private static List<Edge> into(Node node, Port port) {
		return ((Graph) node.eContainer()).getEdges().stream().filter(edge -> edge.getTarget() == node && edge.getPort() == port).toList();
	}

	/** A new node of the same graph, in front of another. */
	private static <N extends Node> N before(Node node, N added) {
		Graph graph = (Graph) node.eContainer();
		added.setId(Ids.random());
		graph.getNodes().add(graph.getNodes().indexOf(node), added);
		added.setName(free(Names.kind(added), " ", siblings(added)));
		return added;
	}

	private static void connect(Node source, Node target) {
		Edge edge = NEW.createEdge();
		edge.setId(Ids.random());
		edge.setSource(source);
		edge.setTarget(target);
		((Graph) target.eContainer()).getEdges().add(edge);
	}

	private static void remove(Edge edge) {
		edge.setSource(null);
		edge.setTarget(null);
		EcoreUtil.remove(edge);
	}
}
