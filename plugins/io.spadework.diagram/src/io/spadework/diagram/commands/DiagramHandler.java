package io.spadework.diagram.commands;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;

import io.spadework.diagram.GraphDesk.Line;
import io.spadework.diagram.StudyEditor;
import io.spadework.model.study.NormKind;
import io.spadework.notation.Heat.Measure;

/** Does what a command of the diagram stands for, which the plug-in's description names behind the colon. */
public final class DiagramHandler extends AbstractHandler implements IExecutableExtension {

	/** How far a key moves a node, in pixels. */
	private static final int STEP = 8;

	private static final Predicate<StudyEditor> NODES = editor -> !editor.selectedNodes().isEmpty();
	private static final Predicate<StudyEditor> CHOSEN = editor -> !editor.chosenNodes().isEmpty();
	private static final Predicate<StudyEditor> OPENABLE = StudyEditor::canOpen;
	private static final Predicate<StudyEditor> DOORS = StudyEditor::canLook;
	private static final Predicate<StudyEditor> TWO = editor -> editor.selectedNodes().size() > 1;
	private static final Predicate<StudyEditor> GRAPH = editor -> editor.desk() != null;
	private static final Predicate<StudyEditor> DIAGRAM = editor -> true;

	/** What a command does, and when it can. */
	private record Deed(Predicate<StudyEditor> possible, Consumer<StudyEditor> does) {
	}

	private static final Map<String, Deed> DEEDS = Map.ofEntries(
			deed("open", OPENABLE, StudyEditor::openSelected), deed("look", DOORS, editor -> editor.desk().look()), deed("back", GRAPH, StudyEditor::back), deed("zoomIn", DIAGRAM, StudyEditor::zoomIn), deed("zoomOut", DIAGRAM, StudyEditor::zoomOut),
			deed("zoomFull", DIAGRAM, StudyEditor::zoomFull), deed("fit", DIAGRAM, StudyEditor::fit), deed("palette", GRAPH, StudyEditor::togglePalette),
			deed("add", GRAPH, editor -> editor.desk().chooseAndAdd()), deed("mend", GRAPH, editor -> editor.desk().mend()), deed("connect", CHOSEN, editor -> editor.desk().connect()),
			deed("editValue", CHOSEN, editor -> editor.desk().edit(editor.chosenNodes().getLast(), false)), deed("extract", CHOSEN, editor -> editor.desk().extract()),
			deed("unfold", CHOSEN, editor -> editor.desk().unfold()), deed("swapSpade", CHOSEN, editor -> editor.desk().swapNorms(null)),
			deed("swapInstance", CHOSEN, editor -> editor.desk().swapNorms(NormKind.INSTANCE)), deed("swapBatch", CHOSEN, editor -> editor.desk().swapNorms(NormKind.BATCH)),
			deed("swapLayer", CHOSEN, editor -> editor.desk().swapNorms(NormKind.LAYER)), deed("swapNone", CHOSEN, editor -> editor.desk().swapNorms(NormKind.NONE)),
			deed("layOutAll", GRAPH, editor -> editor.desk().layOutAll()), deed("layOutSelection", TWO, editor -> editor.desk().layOutSelection()),
			deed("alignLeft", TWO, editor -> editor.desk().align(Line.LEFT)), deed("alignCentre", TWO, editor -> editor.desk().align(Line.CENTRE)),
			deed("alignRight", TWO, editor -> editor.desk().align(Line.RIGHT)), deed("alignTop", TWO, editor -> editor.desk().align(Line.TOP)),
			deed("alignMiddle", TWO, editor -> editor.desk().align(Line.MIDDLE)), deed("alignBottom", TWO, editor -> editor.desk().align(Line.BOTTOM)),
			deed("distributeAcross", TWO, editor -> editor.desk().distribute(true)), deed("distributeDown", TWO, editor -> editor.desk().distribute(false)),
			deed("moveUp", NODES, editor -> editor.desk().nudge(0, -STEP)), deed("moveDown", NODES, editor -> editor.desk().nudge(0, STEP)),
			deed("moveLeft", NODES, editor -> editor.desk().nudge(-STEP, 0)), deed("moveRight", NODES, editor -> editor.desk().nudge(STEP, 0)),
			deed("colourByKind", GRAPH, editor -> editor.colourBy(null)), deed("colourByParameters", GRAPH, editor -> editor.colourBy(Measure.PARAMETERS)),
			deed("colourByMultiplyAdds", GRAPH, editor -> editor.colourBy(Measure.MULTIPLY_ADDS)), deed("colourByMemory", GRAPH, editor -> editor.colourBy(Measure.MEMORY)),
			deed("export", DIAGRAM, StudyEditor::export));

	private Deed deed;

	private static Map.Entry<String, Deed> deed(String name, Predicate<StudyEditor> possible, Consumer<StudyEditor> does) {
		return Map.entry(name, new Deed(possible, does));
	}

	@Override
	public void setInitializationData(IConfigurationElement config, String property, Object data) {
		deed = DEEDS.get(data);
		if (deed == null)
			throw new IllegalArgumentException("No command of the diagram is called " + data);
	}

	@Override
	public Object execute(ExecutionEvent event) {
		if (HandlerUtil.getActiveEditor(event) instanceof StudyEditor editor && editor.showsDiagram())
			deed.does.accept(editor);
		return null;
	}

	@Override
	public boolean isEnabled() {
		IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
		IWorkbenchPage page = window == null ? null : window.getActivePage();
		return page != null && page.getActiveEditor() instanceof StudyEditor editor && editor.showsDiagram() && !editor.isEditingText() && deed.possible.test(editor);
	}
}
