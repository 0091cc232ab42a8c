package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.change.util.ChangeRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.spadework.model.Fix;
import io.spadework.model.Fixes;
import io.spadework.model.Problem;
import io.spadework.model.Rule;
import io.spadework.model.Severity;
import io.spadework.model.Studies;
import io.spadework.model.Validation;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Evaluation;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Label;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Objective;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Port;
import io.spadework.model.study.Segmenter;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StyleEncoder;
import io.spadework.model.study.Sweep;
import io.spadework.model.study.SweepAxis;
import io.spadework.model.study.Upsample;

/** Every fix mends its problem, breaks nothing, and can be undone. */
class FixesTest {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	/** Ways to break the rules that have fixes. */
	private static final Map<Rule, List<Consumer<Study>>> BROKEN = broken();

	private static Map<Rule, List<Consumer<Study>>> broken() {
		Map<Rule, List<Consumer<Study>>> broken = new LinkedHashMap<>();
		broken.put(Rule.ID, List.of(study -> Samples.node(study, "up1").setId("up 1")));
		broken.put(Rule.UNIQUE_ID, List.of(study -> Samples.node(study, "up1").setId("up2")));
		broken.put(Rule.NAME, List.of(study -> Samples.node(study, "up1").setName(" ")));
		broken.put(Rule.UNIQUE_NAME, List.of(study -> Samples.node(study, "up1").setName("up2"), study -> parameter(study, "ndf"),
				study -> Blocks.input(study.getBlocks().get(0), "y", Port.STYLE, "fin")));
		broken.put(Rule.PARAMETER_NAME, List.of(study -> parameter(study, "2nd width"), study -> parameter(study, "max"),
				study -> ((BlockInput) Samples.inner(study, "residual_label_map")).setChannels("label-channels")));
		broken.put(Rule.DANGLING_EDGE, List.of(study -> Samples.connect(Samples.generator(study), Samples.node(study, "up1"), Samples.node(study, "d_concat"), Port.DATA)));
		broken.put(Rule.DUPLICATE_EDGE,
				List.of(study -> Samples.connect(Samples.discriminator(study), Samples.node(study, "d_image"), Samples.node(study, "d_concat"), Port.DATA)));
		broken.put(Rule.PORT, List.of(study -> Samples.edge(study, "head-up1").setPort(Port.LABEL_MAP),
				study -> Samples.connect(Samples.generator(study), Samples.node(study, "label_map"), Samples.node(study, "up1"), Port.LABEL_MAP)));
		broken.put(Rule.EXTRA_INPUT, List.of(study -> Samples.connect(Samples.generator(study), Samples.node(study, "small_map"), Samples.node(study, "seed"), Port.DATA)));
		broken.put(Rule.DEAD_END, List.of(study -> Blocks.convolution(Samples.generator(study), "spare", "3", Samples.node(study, "up1"))));
		broken.put(Rule.USELESS_BIAS, List.of(study -> Samples.<Convolution>node(study, "d_conv3").setBias(true)));
		broken.put(Rule.INERT_AFFINE, List.of(study -> {
			Samples.<Normalisation>node(study, "d_norm3").setKind(NormKind.NONE);
			Samples.<Normalisation>node(study, "d_norm3").setAffine(true);
		}));
		broken.put(Rule.SINGLE_CHANNEL_SOFTMAX, List.of(study -> {
			Activation softmax = Blocks.add(Samples.discriminator(study), "softmax", NEW.createActivation(), Samples.<Node>node(study, "d_patches"));
			softmax.setFunction(ActivationFunction.SOFTMAX);
			Samples.edge(study, "d_patches-output").setSource(softmax);
		}));
		broken.put(Rule.OUTPUT_RANGE, List.of(study -> Samples.<Activation>node(study, "image").setFunction(ActivationFunction.RELU)));
		broken.put(Rule.STRAY_TAP, List.of(study -> Samples.node(study, "head").setTap(true)));
		broken.put(Rule.TAPS, List.of(study -> Samples.discriminator(study).getNodes().forEach(node -> node.setTap(false))));
		broken.put(Rule.UNUSED_NETWORK, List.of(study -> study.getNetworks().add(features("spare"))));
		broken.put(Rule.UNUSED_BLOCK, List.of(study -> Blocks.widening(study, "spare", "4")));
		broken.put(Rule.UNUSED_PARAMETER, List.of(study -> override(study, parameter(study, "spare"))));
		broken.put(Rule.OVERRIDE, List.of(study -> override(study, null), study -> {
			override(study, study.getParameters().get(2));
			override(study, study.getParameters().get(2));
		}));
		broken.put(Rule.ARGUMENT, List.of(study -> {
			BlockUse use = Samples.node(study, "block1");
			Blocks.argument(use, use.getArguments().get(0).getParameter(), "3");
		}, study -> Blocks.argument(Samples.node(study, "head"), null, "3")));
		broken.put(Rule.EVEN_KERNEL, List.of(study -> Samples.<Spade>inner(study, "residual_norm0").setKernel("2"), study -> {
			parameter(study, "even").setValue("4");
			Samples.<Spade>inner(study, "residual_norm0").setKernel("even");
		}));
		broken.put(Rule.REFLECTION, List.of(study -> {
			Samples.<Convolution>node(study, "seed").setPaddingMode(PaddingMode.REFLECT);
			Samples.<Convolution>node(study, "seed").setKernel("5");
			Samples.<Convolution>node(study, "seed").setPadding("2");
		}));
		broken.put(Rule.AREA, List.of(study -> Samples.<Upsample>node(study, "up1").setMode(Interpolation.AREA)));
		broken.put(Rule.EDGE_MAP, List.of(study -> {
			study.getDatasets().get(0).setEdges(false);
			Blocks.feed(Blocks.add(Samples.discriminator(study), "edges", NEW.createEdgeMapInput()), Samples.node(study, "d_concat"), Port.DATA);
		}));
		broken.put(Rule.ADVERSARIAL, List.of(study -> objective(study).setAdversarial(null), study -> {
			Samples.experiment(study).setDiscriminator(null);
			objective(study).setFeatureMatching(null);
			objective(study).setL1(NEW.createL1Loss());
			objective(study).getL1().setId("l1");
		}));
		broken.put(Rule.PERCEPTUAL, List.of(study -> {
			FeatureNetwork network = features("vgg");
			network.setWeights("vgg.zip");
			study.getNetworks().add(network);
			PerceptualLoss loss = NEW.createPerceptualLoss();
			loss.setId("perceptual");
			loss.setNetwork(network);
			for (String id : List.of("t1", "t2")) {
				PerceptualTerm term = NEW.createPerceptualTerm();
				term.setId(id);
				term.setNode(network.getNodes().get(1));
				loss.getTerms().add(term);
			}
			objective(study).setPerceptual(loss);
		}));
		broken.put(Rule.DIVERGENCE, List.of(study -> {
			objective(study).setDivergence(NEW.createDivergenceLoss());
			objective(study).getDivergence().setId("divergence");
		}));
		broken.put(Rule.FREE_CODES, List.of(study -> {
			StyleEncoder encoder = Samples.named("encoder", NEW.createStyleEncoder());
			Linear linear = Blocks.add(encoder, "linear", NEW.createLinear(), Blocks.add(encoder, "image", NEW.createImageInput()));
			linear.setFilters("512");
			Blocks.output(encoder, linear);
			study.getNetworks().add(encoder);
			Samples.experiment(study).setEncoder(encoder);
			Blocks.add(Samples.generator(study), "style", NEW.createStyleCodeInput());
		}));
		broken.put(Rule.CROSS_ENTROPY, List.of(study -> {
			objective(study).setCrossEntropy(NEW.createCrossEntropyLoss());
			objective(study).getCrossEntropy().setId("cross_entropy");
		}, study -> {
			Network segmenter = Samples.named("segmenter", NEW.createSegmenter());
			Blocks.output(segmenter, Blocks.convolution(segmenter, "scores", "labels", Blocks.add(segmenter, "image", NEW.createImageInput())));
			study.getNetworks().add(segmenter);
			Experiment experiment = Samples.experiment(study);
			experiment.setSegmenter((Segmenter) segmenter);
			experiment.setGenerator(null);
			experiment.setDiscriminator(null);
		}));
		broken.put(Rule.FROZEN, List.of(study -> {
			Stage stage = Blocks.add(Samples.generator(study), "stage", NEW.createStage());
			Phase phase = Samples.named("phase", NEW.createPhase());
			phase.setGenerator(Samples.experiment(study).getGenerator());
			phase.getFrozen().add(stage);
			study.getPlans().get(0).getPhases().add(phase);
			Network elsewhere = Samples.named("elsewhere", NEW.createGenerator());
			study.getNetworks().add(elsewhere);
			elsewhere.getNodes().add(stage);
		}));
		broken.put(Rule.EVALUATION, List.of(study -> {
			Evaluation evaluation = Samples.named("evaluation", NEW.createEvaluation());
			evaluation.setSamples("1000");
			study.getEvaluations().add(evaluation);
			Samples.experiment(study).setEvaluation(evaluation);
		}));
		broken.put(Rule.SWEEP_AXIS, List.of(study -> {
			Sweep sweep = Samples.named("sweep", NEW.createSweep());
			sweep.setExperiment(Samples.experiment(study));
			for (int i = 0; i < 2; i++) {
				SweepAxis axis = NEW.createSweepAxis();
				axis.setId("axis" + i);
				axis.setParameter(study.getParameters().get(2));
				axis.setValues("8;16");
				sweep.getAxes().add(axis);
			}
			study.getSweeps().add(sweep);
		}));
		broken.put(Rule.LOAD_SIZE, List.of(study -> study.getDatasets().get(0).setLoad("crop/2")));
		broken.put(Rule.BUILT_IN_LABELS, List.of(study -> study.getDatasets().get(0).setLabels("11"), study -> study.getDatasets().get(0).setDontCare(true)));
		broken.put(Rule.LABEL_TABLE, List.of(study -> label(study, "sky").setColour("blue"), study -> {
			for (int i = 0; i < 11; i++) {
				label(study, "label " + i);
			}
		}));
		broken.put(Rule.DONT_CARE, List.of(study -> data(study, NEW.createAde20k())));
		broken.put(Rule.INSTANCES, List.of(study -> data(study, NEW.createFacades()).setEdges(true)));
		broken.put(Rule.NO_END, List.of(study -> study.getPlans().get(0).setEpochs("0"), study -> {
			Phase phase = Samples.named("phase", NEW.createPhase());
			phase.setGenerator(Samples.experiment(study).getGenerator());
			phase.setEpochs("0");
			study.getPlans().get(0).getPhases().add(phase);
		}));
		return broken;
	}

	private static Label label(Study study, String name) {
		Label label = NEW.createLabel();
		label.setName(name);
		label.setId("label" + study.getDatasets().get(0).getLabelTable().size());
		study.getDatasets().get(0).getLabelTable().add(label);
		return label;
	}

	static Stream<Rule> rules() {
		return BROKEN.keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("rules")
	void everyFixMendsItsProblemAndBreaksNothing(Rule rule) {
		for (Consumer<Study> breaking : BROKEN.get(rule)) {
			int fixes = Fixes.of(problem(rule, study(breaking))).size();
			assertTrue(fixes > 0, rule + ": no fix is offered");
			for (int i = 0; i < fixes; i++) {
				Study study = study(breaking);
				String before = Studies.write(study);
				Set<String> errors = errors(study);
				Problem problem = problem(rule, study);
				Fix fix = Fixes.of(problem).get(i);
				assertFalse(fix.label().isBlank());
				ChangeRecorder recorder = new ChangeRecorder(study);
				fix.apply();
				var change = recorder.endRecording();
				List<Problem> left = Validation.validate(study, null);
				assertTrue(left.stream().noneMatch(each -> each.rule().equals(problem.rule()) && each.element() == problem.element()), fix.label() + ": " + left);
				Set<String> added = errors(study);
				added.removeAll(errors);
				assertEquals(Set.of(), added, rule + ": " + fix.label());
				Studies.write(study);
				change.apply();
				assertEquals(before, Studies.write(study), rule + ": " + fix.label() + " is undone");
			}
		}
	}

	@Test
	void everyRuleThatHasAFixIsTriedAndNoOther() {
		assertEquals(Arrays.stream(Rule.values()).filter(Fixes::has).collect(Collectors.toSet()), BROKEN.keySet());
	}

	@Test
	void rulesKnowTheirIdentity() {
		for (Rule rule : Rule.values()) {
			assertEquals(rule, Rule.of(rule.id()));
		}
	}

	@Test
	void fixesSayWhatTheyDo() {
		assertEquals(List.of("Rename to up2 2"), labels(Rule.UNIQUE_NAME, 0), "of two that share a name, the one that came later is renamed");
		assertEquals(List.of("Rename to ndf2"), labels(Rule.UNIQUE_NAME, 1));
		assertEquals(List.of("Call its channels fin2"), labels(Rule.UNIQUE_NAME, 2));
		assertEquals(List.of("Rename to p2nd_width"), labels(Rule.PARAMETER_NAME, 0));
		assertEquals(List.of("Rename to max2"), labels(Rule.PARAMETER_NAME, 1));
		assertEquals(List.of("Let it enter at data", "Remove the edge"), labels(Rule.PORT, 0));
		assertEquals(List.of("Remove the edge"), labels(Rule.PORT, 1), "there is one at data already");
		assertEquals(List.of("Set kernel to 3"), labels(Rule.EVEN_KERNEL, 0));
		assertEquals(List.of("Set kernel to even + 1"), labels(Rule.EVEN_KERNEL, 1));
		assertEquals(List.of("Play against Patch discriminator", "Remove the adversarial loss"), labels(Rule.ADVERSARIAL, 1));
	}

	@Test
	void whatSomethingElsePointsAtIsNotRemoved() {
		Study study = study(each -> {
			Block spare = Blocks.widening(each, "spare", "4");
			Block user = Blocks.block(each, "user");
			Blocks.output(user, Blocks.use(user, "use", spare, Blocks.input(user, "x", Port.DATA, null)));
		});
		List<Problem> unused = Samples.problems("unused-block", study);
		assertEquals(List.of(), Fixes.of(unused.get(0)));
		assertEquals(List.of("Remove the block"), Fixes.of(unused.get(1)).stream().map(Fix::label).toList());
		Fixes.of(unused.get(1)).get(0).apply();
		Fixes.of(Samples.only("unused-block", study)).get(0).apply();
		assertEquals(List.of(), Samples.problems("unused-block", study), "one after the other");
	}

	@Test
	void problemsThatOnlyThePersonCanMendHaveNoFix() {
		Study study = study(each -> Samples.edge(each, "head-up1").setSource(Samples.node(each, "up1")));
		assertEquals(List.of(), Fixes.of(Samples.only("circle", study)));
	}

	private static List<String> labels(Rule rule, int way) {
		return Fixes.of(problem(rule, study(BROKEN.get(rule).get(way)))).stream().map(Fix::label).toList();
	}

	private static Study study(Consumer<Study> breaking) {
		Study study = Samples.landscapes("crop", "64");
		breaking.accept(study);
		return study;
	}

	private static Problem problem(Rule rule, Study study) {
		List<Problem> problems = Samples.problems(rule.id(), study);
		assertFalse(problems.isEmpty(), () -> rule + " is not broken: " + Validation.validate(study, null));
		return problems.get(0);
	}

	private static Set<String> errors(Study study) {
		Set<String> errors = new HashSet<>();
		for (Problem problem : Validation.validate(study, null)) {
			if (problem.severity() == Severity.ERROR) {
				errors.add(problem.rule() + " " + System.identityHashCode(problem.element()));
			}
		}
		return errors;
	}

	private static Objective objective(Study study) {
		return study.getObjectives().get(0);
	}

	private static Parameter parameter(Study study, String name) {
		Parameter parameter = Samples.named(name, NEW.createParameter());
		parameter.setId("parameter" + study.getParameters().size());
		parameter.setValue("1");
		study.getParameters().add(parameter);
		return parameter;
	}

	private static void override(Study study, Parameter parameter) {
		ParameterOverride override = NEW.createParameterOverride();
		override.setId("override" + Samples.experiment(study).getOverrides().size());
		override.setParameter(parameter);
		override.setValue("8");
		Samples.experiment(study).getOverrides().add(override);
	}

	private static FeatureNetwork features(String name) {
		FeatureNetwork network = Samples.named(name, NEW.createFeatureNetwork());
		Blocks.output(network, Blocks.convolution(network, "conv", "8", Blocks.add(network, "image", NEW.createImageInput())));
		return network;
	}

	private static Dataset data(Study study, StoredDataset data) {
		Samples.named("stored", data);
		data.setFolder("data");
		data.setLabels("10");
		data.setLoad("64");
		data.setCrop("64");
		study.getDatasets().set(0, data);
		Samples.experiment(study).setDataset(data);
		return data;
	}
}
