package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.ui.console.IConsole;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.console.IHyperlink;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.spadework.diagram.StudyEditor;
import io.spadework.launch.EngineProcess;
import io.spadework.model.Studies;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.ui.console.RunLinks;

class RunLinksTest {

	private IWorkbenchPage page;
	private IProject project;
	private IFile file;
	private Path run;
	private final IDocument document = new Document();
	private final Map<String, IHyperlink> links = new TreeMap<>();
	private RunLinks tracker;

	@BeforeEach
	void makeRun() throws Exception {
		page = Workbench.open();
		page.closeAllEditors(false);
		project = Workbench.project("Linked");
		file = project.getFile("landscapes.spade");
		Study study = Templates.named("spade").create(Map.of("crop", "64", "ngf", "8", "ndf", "8"), new DataChoice.BuiltInLandscapes());
		file.create(new ByteArrayInputStream(Studies.write(study).getBytes(StandardCharsets.UTF_8)), IResource.NONE, null);
		run = project.getLocation().toPath().resolve("runs/SPADE-1");
		Files.createDirectories(run.resolve("src/landscapes"));
		Files.copy(file.getLocation().toPath(), run.resolve("study.spade"));
		Files.writeString(run.resolve("src/landscapes/Generator.java"), "package landscapes;\n\nclass Generator {\n\tint head;\n}\n");
		project.refreshLocal(IResource.DEPTH_INFINITE, null);
		tracker = new RunLinks();
		tracker.init(console());
		Workbench.await("the study is read", () -> {
			say("vertex middle0: it has no input");
			return links.containsKey("middle0");
		});
	}

	@AfterEach
	void removeProject() throws Exception {
		page.closeAllEditors(false);
		project.delete(true, true, null);
	}

	@Test
	void anElementLeadsToItsPlaceInTheEditor() throws Exception {
		say("The loss of network \"SPADE generator\" is not a number behind block 'middle0'.");
		links.get("middle0").linkActivated();
		Workbench.await("the study is open", () -> page.findEditor(new FileEditorInput(file)) instanceof StudyEditor editor && editor.study() != null
				&& editor.getSite().getSelectionProvider().getSelection() instanceof IStructuredSelection selection && selection.getFirstElement() instanceof Node node
				&& "middle0".equals(node.getName()));
		assertTrue(links.containsKey("SPADE generator"));
	}

	@Test
	void aStackLineLeadsToTheSourceThatRanAndAPathToItsFile() throws Exception {
		say("	at landscapes.Generator.head(Generator.java:4)");
		say("	at java.base/java.lang.Thread.run(Thread.java:1474)");
		Path label = Files.writeString(project.getLocation().toPath().resolve("label.txt"), "7");
		say("File " + label + " has label 300.");
		assertEquals(3, links.size(), links.keySet()::toString);
		links.get("Generator.java:4").linkActivated();
		Workbench.await("the source is open", () -> page.getActiveEditor() != null && page.getActiveEditor().getTitle().equals("Generator.java"));
		ITextEditor editor = page.getActiveEditor().getAdapter(ITextEditor.class);
		assertEquals("\tint head;", ((ITextSelection) editor.getSelectionProvider().getSelection()).getText());
		assertTrue(links.containsKey(label.toString()));
	}

	/** A line of the console. */
	private void say(String line) throws Exception {
		int offset = document.getLength();
		document.replace(offset, 0, line + "\n");
		tracker.lineAppended(new Region(offset, line.length()));
	}

	private IConsole console() {
		IProcess process = (IProcess) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { IProcess.class },
				(proxy, method, arguments) -> method.getName().equals("getAttribute") && EngineProcess.ATTR_RUN.equals(arguments[0]) ? run.toString() : null);
		return (IConsole) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { IConsole.class }, (proxy, method, arguments) -> switch (method.getName()) {
			case "getDocument" -> document;
			case "getProcess" -> process;
			case "addLink" -> {
				links.put(document.get((int) arguments[1], (int) arguments[2]), (IHyperlink) arguments[0]);
				yield null;
			}
			default -> null;
		});
	}
}
