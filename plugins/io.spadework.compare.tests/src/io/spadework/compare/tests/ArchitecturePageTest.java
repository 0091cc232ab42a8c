package io.spadework.compare.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.diagram.DiagramView;
import io.spadework.diagram.DiagramView.Mark;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Node;
import io.spadework.ui.tests.Workbench;

class ArchitecturePageTest extends ComparedProject {

	@TempDir
	Path files;

	private static List<DiagramView> views(Composite page) {
		return all(page, FigureCanvas.class).stream().filter(canvas -> canvas.getVisible() && canvas.getParent().getVisible()).map(canvas -> (DiagramView) canvas.getData()).toList();
	}

	private static Set<String> words(Map<Node, Mark> marks) {
		return marks.values().stream().map(mark -> mark.text().split(" ")[0]).collect(Collectors.toSet());
	}

	private Composite architecture() throws Exception {
		run("before", study("spade", 4), 1, 20).close();
		run("after", changedDiscriminator(), 1, 20).close();
		Composite page = show(open("before", "after"), "Architecture");
		Tree tree = all(page, Tree.class).get(0);
		Workbench.await("the architectures are compared", () -> tree.getItemCount() > 0);
		return page;
	}

	@Test
	void bothDiagramsAreMarkedAndSoIsTheirUnion() throws Exception {
		Composite page = architecture();
		Tree tree = all(page, Tree.class).get(0);
		assertEquals(1, tree.getItemCount(), "only the discriminator differs");
		List<DiagramView> sides = views(page);
		assertEquals(2, sides.size());
		assertEquals(Set.of("removed", "changed"), words(sides.get(0).marks()));
		assertEquals(Set.of("added", "changed"), words(sides.get(1).marks()));
		Workbench.picture(this.page.getWorkbenchWindow().getShell(), "architecture-beside");
		press(button(page, "As one"));
		List<DiagramView> one = views(page);
		assertEquals(1, one.size());
		assertEquals(Set.of("added", "removed", "changed"), words(one.get(0).marks()));
		Workbench.picture(this.page.getWorkbenchWindow().getShell(), "architecture-as-one");
		Path svg = files.resolve("union.svg");
		one.get(0).picture("Discriminator").write(svg);
		String text = Files.readString(svg, StandardCharsets.UTF_8);
		assertTrue(text.contains("aria-label=\"one more\"") && text.contains("aria-label=\"added"), "names and marks are in the file");
	}

	@Test
	void treeAndDiagramsSelectTogether() throws Exception {
		Composite page = architecture();
		Tree tree = all(page, Tree.class).get(0);
		TreeItem added = null;
		for (TreeItem item : tree.getItem(0).getItems()) {
			added = item.getText(0).equals("one more") ? item : added;
		}
		tree.setSelection(added);
		Event event = new Event();
		event.item = added;
		tree.notifyListeners(SWT.Selection, event);
		List<DiagramView> sides = views(page);
		Workbench.await("the added node is selected", () -> sides.get(1).selected() != null && sides.get(1).selected().getName().equals("one more"));
		assertEquals(null, sides.get(0).selected(), "the first run doesn't have it");
		TreeItem wider = null;
		for (TreeItem item : tree.getItem(0).getItems()) {
			wider = item.getText(1).contains("changed") ? item : wider;
		}
		tree.setSelection(wider);
		event.item = wider;
		tree.notifyListeners(SWT.Selection, event);
		String name = wider.getText(0);
		Workbench.await("both diagrams have what changed selected", () -> sides.stream().allMatch(view -> view.selected() != null && view.selected().getName().equals(name)));
	}

	@Test
	void bothDiagramsZoomTogether() throws Exception {
		List<DiagramView> sides = views(architecture());
		sides.get(0).zoomIn();
		assertEquals(sides.get(0).magnification(), sides.get(1).magnification());
		double before = sides.get(1).magnification();
		sides.get(1).zoomOut();
		assertTrue(sides.get(0).magnification() < before);
	}

	@Test
	void generatedSourcesOpenInTheCompareEditor() throws Exception {
		for (String name : List.of("before", "after")) {
			run(name, "spade", 4, 1, 20).close();
			Path source = runs.resolve(name).resolve("src/study/Generator.java");
			Files.createDirectories(source.getParent());
			Files.writeString(source, "package study;\n\nclass Generator {\n\tint filters = " + name.length() + ";\n}\n");
		}
		Composite shown = show(open("before", "after"), "Architecture");
		Workbench.await("the runs are there", () -> all(shown, Combo.class).get(1).getText().equals("after"));
		press(button(shown, "Compare Generated Source"));
		Workbench.await("the compare editor is open", () -> List.of(page.getEditorReferences()).stream().anyMatch(each -> each.getId().equals("org.eclipse.compare.CompareEditor")
				&& each.getTitle().contains("before and after")));
	}

	@Test
	void theSameNetworksSaySo() throws Exception {
		run("one", "spade", 4, 1, 20).close();
		run("two", "spade", 4, 2, 20).close();
		Composite page = show(open("one", "two"), "Architecture");
		Workbench.await("nothing differs", () -> all(page, Label.class).stream().anyMatch(label -> label.getText().equals("The networks are the same.")));
		assertTrue(views(page).stream().allMatch(view -> view.marks().isEmpty()));
		press(button(page, "Show what is the same, too"));
		assertTrue(all(page, Tree.class).get(0).getItemCount() >= 3);
	}
}
