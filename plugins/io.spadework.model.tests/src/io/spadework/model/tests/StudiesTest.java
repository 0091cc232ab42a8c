package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.model.Ids;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.StudyReferences;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Evaluation;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Network;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.Upsample;

class StudiesTest {

	private static final String HEAD = """
			<?xml version="1.0" encoding="UTF-8"?>
			<study:Study xmi:version="2.0" xmlns:xmi="http://www.omg.org/XMI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:study="http://spadework.io/study/2" id="s" name="S">
			""";
	private static final String TAIL = "</study:Study>\n";

	@TempDir
	Path folder;

	@Test
	void whatAStudyRefersToMeansTheSameFromAnotherFolder() {
		Study study = Samples.landscapes("crop", "64");
		Evaluation evaluation = StudyFactory.eINSTANCE.createEvaluation();
		evaluation.setSegmenter("../runs/segmenter-1");
		evaluation.setSegmenterClasses("voc.txt");
		evaluation.setSegmenterWeights(folder.resolve("fcn.pth").toString());
		study.getEvaluations().add(evaluation);
		assertTrue(StudyReferences.move(study, folder.resolve("studies"), folder.resolve("other/place")));
		assertEquals("../../runs/segmenter-1", evaluation.getSegmenter());
		assertEquals("../../studies/voc.txt", evaluation.getSegmenterClasses());
		assertEquals(folder.resolve("fcn.pth").toString(), evaluation.getSegmenterWeights());
		assertEquals(3, StudyReferences.of(study, folder).stream().filter(reference -> !reference.isFound()).count());
	}

	@Test
	void savingLoadingAndSavingAgainGivesTheSameBytes() throws Exception {
		Path file = folder.resolve("landscapes.spade");
		Studies.save(Samples.landscapes("crop", "64"), file);
		byte[] first = Files.readAllBytes(file);
		Studies.save(Studies.load(file), file);
		assertEquals(new String(first, StandardCharsets.UTF_8), Files.readString(file));
		assertFalse(new String(first, StandardCharsets.UTF_8).contains("\r"));
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(file), files.toList(), "nothing else is left behind");
		}
	}

	@Test
	void everyElementHasALineOfItsOwnSoThatDiffsAreSmall() {
		Study study = Samples.landscapes();
		String before = Studies.write(study);
		study.getParameters().get(2).setValue("32");
		List<String> changed = Stream.of(Studies.write(study).split("\n")).filter(line -> !before.contains(line)).toList();
		assertEquals(1, changed.size());
		assertTrue(changed.get(0).contains("name=\"ngf\" value=\"32\""), changed.get(0));
	}

	@Test
	void whatAFileDoesNotSayMeansWhatItAlwaysMeant() throws Exception {
		Study study = read(HEAD + "<networks xsi:type=\"study:Generator\" id=\"g\" name=\"G\">\n<nodes xsi:type=\"study:Convolution\" id=\"c\" name=\"c\" kernel=\"4\"/>"
				+ "<nodes xsi:type=\"study:Normalisation\" id=\"n\" name=\"n\"/><nodes xsi:type=\"study:Upsample\" id=\"u\" name=\"u\"/></networks>" + TAIL);
		Convolution convolution = Samples.node(study, "c");
		assertEquals(null, convolution.getKernelWidth());
		assertEquals("1", convolution.getDilation());
		assertEquals("1", convolution.getGroups());
		assertEquals(PaddingMode.ZERO, convolution.getPaddingMode());
		assertFalse(Samples.<Normalisation>node(study, "n").isAffine());
		assertEquals(Interpolation.NEAREST, Samples.<Upsample>node(study, "u").getMode());
		String again = Studies.write(study);
		for (String setting : List.of("kernelWidth", "dilation", "groups", "paddingMode", "affine", "mode", "aligned")) {
			assertFalse(again.contains(setting), setting + " is written only where it was chosen");
		}
	}

	@Test
	void lettersBeyondAsciiAndMarkupSurvive() throws Exception {
		Study study = Samples.landscapes();
		study.setName("Größe <&\"'> 山水");
		study.setDescription("two\nlines\tand a tab");
		Study read = read(Studies.write(study));
		assertEquals(study.getName(), read.getName());
		assertEquals(study.getDescription(), read.getDescription());
	}

	@Test
	void writingGivesMissingIdsAndLeavesTheStudyWhereItIs() throws Exception {
		Study study = StudyFactory.eINSTANCE.createStudy();
		study.setName("new");
		study.getParameters().add(StudyFactory.eINSTANCE.createParameter());
		study.getParameters().get(0).setName("ngf");
		study.getParameters().get(0).setValue("8");
		Study read = read(Studies.write(study));
		assertTrue(Ids.isWellFormed(read.getParameters().get(0).getId()));
		assertEquals(study.getId(), read.getId());
		assertEquals(null, study.eResource());
	}

	@Test
	void copiedElementsGetIdsOfTheirOwn() {
		Study study = Samples.landscapes();
		Network copy = EcoreUtil.copy(study.getNetworks().get(0));
		Ids.renew(copy, study);
		assertFalse(copy.getId().equals("generator"));
		assertTrue(copy.getNodes().stream().noneMatch(node -> node.getId().equals("seed")));
	}

	@Test
	void editorsLoadAndSaveWithTheSameCare() throws Exception {
		Resource resource = Studies.factory().createResource(URI.createURI("study:/edited.spade"));
		resource.load(new ByteArrayInputStream(Studies.write(Samples.landscapes()).getBytes(StandardCharsets.UTF_8)), null);
		Study study = assertInstanceOf(Study.class, resource.getContents().get(0));
		study.getParameters().add(StudyFactory.eINSTANCE.createParameter());
		assertNotNull(study.getParameters().get(study.getParameters().size() - 1).getId(), "an element gets an id when it joins the file");
		Resource hostile = Studies.factory().createResource(URI.createURI("study:/hostile.spade"));
		IOException refusal = assertThrows(IOException.class,
				() -> hostile.load(new ByteArrayInputStream("<!DOCTYPE a><a/>".getBytes(StandardCharsets.UTF_8)), Map.of()));
		assertInstanceOf(StudyException.class, refusal.getCause());
	}

	@Test
	void aMissingFileAndAFolderAreNamed() {
		assertRefused("does not exist", () -> Studies.load(folder.resolve("none.spade")));
		assertRefused("is a folder", () -> Studies.load(folder));
	}

	@Test
	void aDocumentTypeIsRefused() {
		assertRefused("t.spade, line 1: a document type (DOCTYPE) is not allowed",
				"<!DOCTYPE study SYSTEM \"http://example.org/x.dtd\">" + HEAD.substring(HEAD.indexOf('\n')) + TAIL);
	}

	@Test
	void externalEntitiesAreNeverRead() throws IOException {
		Path secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
		StudyException refusal = refused("<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri()
				+ "\">]>\n<study:Study xmlns:study=\"http://spadework.io/study/2\" id=\"s\" name=\"&e;\"/>");
		assertTrue(refusal.getMessage().contains("DOCTYPE"), refusal.getMessage());
		assertFalse(refusal.getMessage().contains("top secret"));
	}

	@Test
	void aBillionLaughsEndAtOnce() {
		StringBuilder text = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
		for (int i = 1; i < 10; i++) {
			text.append("<!ENTITY l").append(i).append(" \"").append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
		}
		assertRefused("DOCTYPE", text + "]><study:Study xmlns:study=\"http://spadework.io/study/2\" name=\"&l9;\"/>");
	}

	@Test
	void referencesOutsideTheFileAreRefused() {
		assertRefused("line 3: <networks href=\"other.spade#n\"> refers outside the file", HEAD + "<networks href=\"other.spade#n\"/>" + TAIL);
		assertRefused("may lie outside the file", HEAD + "<experiments id=\"e\" name=\"E\" plan=\"file:///etc/passwd#x\"/>" + TAIL);
		assertRefused("attribute xsi:schemaLocation is not known",
				HEAD.replace("id=\"s\"", "id=\"s\" xsi:schemaLocation=\"http://spadework.io/study/2 http://example.org/evil.ecore\"") + TAIL);
	}

	@Test
	void processingInstructionsAreRefused() {
		assertRefused("processing instruction", HEAD + "<?php echo 1 ?>" + TAIL);
	}

	@Test
	void hugeDepthIsRefused() {
		assertRefused("not known inside a Study", HEAD + "<a>".repeat(100_000) + "</a>".repeat(100_000) + TAIL);
	}

	@Test
	void tooManyElementsAreRefused() {
		assertRefused("more than 20000 elements", HEAD + "<parameters name=\"p\" value=\"1\"/>\n".repeat(20_001) + TAIL);
	}

	@Test
	void aHugeFileIsRefusedBeforeItIsParsed() {
		InputStream endless = new InputStream() {
			@Override
			public int read() {
				return ' ';
			}

			@Override
			public int read(byte[] bytes, int offset, int length) {
				Arrays.fill(bytes, offset, offset + length, (byte) ' ');
				return length;
			}
		};
		assertRefused("larger than 16 MiB", () -> Studies.read(endless, "endless.spade"));
	}

	@Test
	void unknownAttributesAndElementsAreNamedWithWhatIsKnown() {
		assertRefused("t.spade, line 3: <parameters id=\"p\"> (Parameter): attribute valeu is not known; known are id, name, value, description",
				HEAD + "<parameters id=\"p\" name=\"ngf\" valeu=\"3\"/>" + TAIL);
		assertRefused("line 3: <params> is not known inside a Study; known are <parameters>, <blocks>, <networks>", HEAD + "<params/>" + TAIL);
		assertRefused("<networks xsi:type=\"study:Transformer\">: the type is not known here; known are study:Generator, study:Discriminator",
				HEAD + "<networks xsi:type=\"study:Transformer\" id=\"n\" name=\"N\"/>" + TAIL);
		assertRefused("<networks> needs an xsi:type", HEAD + "<networks id=\"n\" name=\"N\"/>" + TAIL);
		assertRefused("text between the elements", HEAD + "hello" + TAIL);
	}

	@Test
	void wrongValuesAreNamedWithWhatWouldBeRight() {
		String network = HEAD
				+ "<networks xsi:type=\"study:Generator\" id=\"n\" name=\"N\">\n<nodes xsi:type=\"study:Convolution\" id=\"c\" name=\"c\" %s/></networks>"
				+ TAIL;
		assertRefused("line 4: <nodes id=\"c\"> (Convolution): attribute bias is \"yes\"; it must be true or false", network.formatted("bias=\"yes\""));
		assertRefused("attribute kind is \"group\"; it must be one of batch, instance, layer, none",
				network.replace("Convolution", "Normalisation").formatted("kind=\"group\""));
		assertRefused("attribute seed is \"1.5\"; it must be a whole number", HEAD + "<plans id=\"p\" name=\"P\" seed=\"1.5\"/>" + TAIL);
	}

	@Test
	void brokenReferencesAreNamed() {
		String edge = HEAD
				+ "<networks xsi:type=\"study:Generator\" id=\"n\" name=\"N\">\n<nodes xsi:type=\"study:Output\" id=\"o\" name=\"o\"/>\n<edges id=\"e\" source=\"%s\" target=\"o\"/></networks>"
				+ TAIL;
		assertRefused("line 5: <edges id=\"e\"> (Edge): source refers to \"heda\", but no element has that id; it must be the id of a Node",
				edge.formatted("heda"));
		assertRefused("source refers to \"n\", which is a Generator (line 3); it must be a Node", edge.formatted("n"));
	}

	@Test
	void anIdGivenTwiceIsNamedWithBothLines() {
		assertRefused("line 4: <parameters id=\"p\"> (Parameter): the id is taken by a Parameter in line 3",
				HEAD + "<parameters id=\"p\" name=\"a\" value=\"1\"/>\n<parameters id=\"p\" name=\"b\" value=\"1\"/>" + TAIL);
		assertRefused("an id is made of letters", HEAD + "<parameters id=\"a b\" name=\"a\" value=\"1\"/>" + TAIL);
	}

	@Test
	void anotherFormatVersionIsNamed() {
		assertRefused("the study is of format version 7; this Spadework reads version 2", HEAD.replace("/study/2", "/study/7") + TAIL);
		assertRefused("is not the root of a study", "<html/>");
	}

	@Test
	void brokenXmlIsNamedWithItsLine() {
		assertRefused("t.spade, line 4: not well-formed XML", HEAD + "<parameters>\n</study:Study>");
		assertRefused("not well-formed XML", "");
		assertRefused("not well-formed XML", "\u0000\u0001binary");
	}

	private static Study read(String text) throws StudyException {
		return Studies.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "t.spade");
	}

	private static StudyException refused(String text) {
		return assertThrows(StudyException.class, () -> read(text));
	}

	private static void assertRefused(String part, String text) {
		assertRefused(part, () -> read(text));
	}

	private static void assertRefused(String part, Executable loading) {
		StudyException refusal = assertThrows(StudyException.class, loading);
		assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
	}
}
